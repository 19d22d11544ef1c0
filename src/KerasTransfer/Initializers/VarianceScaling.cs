using KerasTransfer.RandomNumbers;
using KerasTransfer.Saving;

namespace KerasTransfer.Initializers;

/// <summary>Random values of variance scale / n, n being the number of a unit's connections.</summary>
/// <param name="scale">Above 0.</param>
/// <param name="mode">What n is: <c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
/// <param name="distribution"><c>truncated_normal</c> (also <c>normal</c>), <c>untruncated_normal</c> or <c>uniform</c>.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="input_axes">The weight's axes that count the inputs; null for those of kernels.</param>
/// <param name="output_axes">The weight's axes that count the outputs; null for those of kernels.</param>
/// <exception cref="ValueError">An argument is none of these.</exception>
public sealed partial class VarianceScaling(double scale = 1.0, string mode = "fan_in", string distribution = "truncated_normal", long? seed = null, Axes? input_axes = null, Axes? output_axes = null)
    : ScaledInitializer(seed, input_axes, output_axes)
{
    /// <summary>The variance times the number of connections.</summary>
    public double scale { get; } = scale > 0 ? scale : throw new ValueError($"Argument `scale` must be positive float. Received: scale={ConfigJson.Number(scale)}");
    /// <summary>Which connections count.</summary>
    public string mode { get; } = mode is "fan_in" or "fan_out" or "fan_avg" ? mode
        : throw new ValueError($"Invalid `mode` argument: {mode}. Please use one of {{'fan_in', 'fan_out', 'fan_avg'}}");
    /// <summary>The distribution.</summary>
    public string distribution { get; } = distribution.ToLowerInvariant() switch
    {
        "normal" => "truncated_normal",
        "uniform" or "truncated_normal" or "untruncated_normal" => distribution.ToLowerInvariant(),
        _ => throw new ValueError($"Invalid `distribution` argument: {distribution}. Please use one of {{'uniform', 'truncated_normal', 'untruncated_normal'}}"),
    };

    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => Scaled(shape, dtype, scale,
        mode switch { "fan_in" => FanMode.FanIn, "fan_out" => FanMode.FanOut, _ => FanMode.FanAvg },
        distribution switch { "uniform" => ScaledDistribution.Uniform, "untruncated_normal" => ScaledDistribution.UntruncatedNormal, _ => ScaledDistribution.TruncatedNormal });
}
