using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Initializers;

/// <summary>Truncated normal of variance 2 / fan_in, for layers with relu: He et al. 2015.</summary>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="input_axes">The weight's axes that count the inputs; null for those of kernels.</param>
/// <param name="output_axes">The weight's axes that count the outputs; null for those of kernels.</param>
public sealed partial class HeNormal(long? seed = null, Axes? input_axes = null, Axes? output_axes = null) : ScaledInitializer(seed, input_axes, output_axes)
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => Scaled(shape, dtype, 2.0, FanMode.FanIn, ScaledDistribution.TruncatedNormal);
}
