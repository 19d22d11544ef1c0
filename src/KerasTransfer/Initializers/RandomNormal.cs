namespace KerasTransfer.Initializers;

/// <summary>Normal.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
[KerasName("normal")]
public sealed partial class RandomNormal(double mean = 0.0, double stddev = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => Normal(shape, mean, stddev, dtype);
}
