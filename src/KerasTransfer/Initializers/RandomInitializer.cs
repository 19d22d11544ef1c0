using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Initializers;

/// <summary>
/// An initializer that draws random numbers. It has one seed, given or, when it is made, drawn from the global seed (<c>keras.utils.set_random_seed</c>), so
/// that it gives the same values at each use: those of Keras 3 on TensorFlow, bit for bit.
/// </summary>
public abstract class RandomInitializer : Initializer
{
    private protected RandomInitializer(long? seed) => (this.seed, Pair) = (seed, seed ?? GlobalSeed.DrawDefaultSeed());

    /// <summary>The seed it was given; null: it drew one.</summary>
    public long? seed { get; }

    internal SeedPair Pair { get; }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new() { ["seed"] = seed };

    // Keras hands on the bounds as float32, also for float64 weights.
    private protected NDArray Uniform(Shape shape, double minval, double maxval, DType? dtype) => (dtype ?? FloatX.Value) == DType.float32
        ? NDArray.FromArray(InitialValues.Uniform(Pair, shape, minval, maxval), shape)
        : RandomArrays.Uniform(Pair.Stream, shape, (float)minval, (float)maxval, dtype ?? FloatX.Value, GetType().Name);

    private protected NDArray Normal(Shape shape, double mean, double stddev, DType? dtype) => (dtype ?? FloatX.Value) == DType.float32
        ? NDArray.FromArray(InitialValues.Normal(Pair, shape, mean, stddev), shape)
        : RandomArrays.Normal(Pair.Stream, shape, mean, stddev, dtype ?? FloatX.Value, GetType().Name);

    private protected NDArray TruncatedNormal(Shape shape, double mean, double stddev, DType? dtype) => (dtype ?? FloatX.Value) == DType.float32
        ? NDArray.FromArray(InitialValues.TruncatedNormal(Pair, shape, mean, stddev), shape)
        : RandomArrays.TruncatedNormal(Pair.Stream, shape, mean, stddev, dtype ?? FloatX.Value, GetType().Name);
}
