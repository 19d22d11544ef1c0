namespace KerasTransfer.Initializers;

/// <summary>Evenly distributed in [minval, maxval).</summary>
/// <param name="minval">The lower end.</param>
/// <param name="maxval">The upper end.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
[KerasName("uniform")]
public sealed partial class RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => Uniform(shape, minval, maxval, dtype);
}
