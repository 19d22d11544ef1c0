namespace KerasTransfer;

/// <summary><c>np.random</c>: NumPy's global generator. <c>keras.utils.set_random_seed</c> seeds it too.</summary>
public sealed class NumPyRandomApi : RandomState
{
    internal NumPyRandomApi() { }

    /// <summary>A generator of its own, apart from the global one.</summary>
    /// <exception cref="ValueError">The seed is not within 0 … 2³² − 1.</exception>
    public RandomState RandomState(long? seed = null) => new(seed);
}
