using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Initializers;

/// <summary>Random values whose spread follows the number of a unit's connections, so that signals neither grow nor fade from layer to layer.</summary>
public abstract class ScaledInitializer : RandomInitializer
{
    // A standard normal cut off at two standard deviations has this standard deviation.
    private const double TruncatedStddev = 0.87962566103423978;

    private protected ScaledInitializer(long? seed, Axes? input_axes, Axes? output_axes) : base(seed) => (this.input_axes, this.output_axes) = (input_axes, output_axes);

    /// <summary>The weight's axes that count the inputs; null: those before the last, as in kernels.</summary>
    public Axes? input_axes { get; }
    /// <summary>The weight's axes that count the outputs; null: the last, times the window of a convolution.</summary>
    public Axes? output_axes { get; }

    private protected NDArray Scaled(Shape shape, DType? dtype, double scale, FanMode mode, ScaledDistribution distribution)
    {
        var (fan_in, fan_out) = input_axes is null || output_axes is null ? InitialValues.Fans(shape) : (Count(input_axes), Count(output_axes));
        scale /= Math.Max(1.0, mode switch { FanMode.FanIn => fan_in, FanMode.FanOut => fan_out, _ => (fan_in + fan_out) / 2.0 });
        switch (distribution)
        {
            case ScaledDistribution.Uniform:
                double limit = Math.Sqrt(3.0 * scale);
                return Uniform(shape, -limit, limit, dtype);
            case ScaledDistribution.UntruncatedNormal: return Normal(shape, 0.0, Math.Sqrt(scale), dtype);
            default: return TruncatedNormal(shape, 0.0, Math.Sqrt(scale) / TruncatedStddev, dtype);
        }

        long Count(Axes axes) => axes.Aggregate(1L, (n, axis) => n * shape[shape.Axis(axis)]);
    }
}
