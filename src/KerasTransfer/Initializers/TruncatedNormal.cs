namespace KerasTransfer.Initializers;

/// <summary>Normal, but nothing further than two standard deviations from the mean.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation before cutting off.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
public sealed partial class TruncatedNormal(double mean = 0.0, double stddev = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => TruncatedNormal(shape, mean, stddev, dtype);
}
