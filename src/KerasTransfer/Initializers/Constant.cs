namespace KerasTransfer.Initializers;

/// <summary>One number everywhere, or the values of an array.</summary>
/// <param name="value">The number (null: 0), or an array that stretches to the weight's shape: word vectors for an Embedding.</param>
public sealed partial class Constant(NDArray? value = null) : Initializer
{
    /// <summary>The number, or the array.</summary>
    public NDArray value { get; } = value ?? 0.0;

    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => KerasApi.np.broadcast_to(value, shape).astype(dtype ?? FloatX.Value);
}
