using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>
/// Dropout for layers with selu: in training, sets elements to the value that selu has far below 0 and rescales, so that mean and variance stay; otherwise gives
/// its input back. Output: the input's shape.
/// </summary>
/// <remarks>Klambauer et al. 2017.</remarks>
[OldName("p", "rate")]
public sealed partial class AlphaDropout : Layer
{
    /// <summary>A layer of noise.</summary>
    /// <param name="rate">The probability of an element to be dropped, 0 to 1.</param>
    /// <param name="noise_shape">The shape of the mask, null where it has the input's length.</param>
    /// <param name="seed">The seed; null to draw one from the global seed.</param>
    /// <param name="options">The keywords of every layer.</param>
    /// <exception cref="ValueError">The rate is not within 0 to 1.</exception>
    public AlphaDropout(double rate, Shape? noise_shape = null, long? seed = null, LayerOptions? options = null) : base(options)
    {
        (this.rate, this.noise_shape, this.seed) = (Rate.Check(rate, nameof(rate)), Dropout.Checked(noise_shape), seed);
        if (rate > 0) seeds = Track(new SeedGenerator(seed));
    }

    private readonly SeedGenerator? seeds;

    /// <summary>The probability of an element to be dropped.</summary>
    public double rate { get; }
    /// <summary>The shape of the mask, null where it has the input's length.</summary>
    public Shape? noise_shape { get; }
    /// <summary>The seed it was given; null: it drew one from the global seed.</summary>
    public long? seed { get; }

    internal override bool? ModeByDefault => false;

    /// <inheritdoc/>
    /// <exception cref="ValueError">The rate is 1: nothing would be left to rescale.</exception>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (!training || seeds is null) return inputs;
        if (rate == 1) throw new ValueError($"AlphaDropout '{name}': with rate=1 nothing is left to rescale. Take a rate below 1.");
        const double alpha = -Ops.Selu.Alpha * Ops.Selu.Scale;                          // selu's limit far below 0
        double a = 1 / Math.Sqrt((1 - rate) * (1 + rate * alpha * alpha)), b = -a * alpha * rate;
        Tensor kept = (new StatelessUniform(Dropout.Concrete(noise_shape, inputs.shape), DType.float32).On(seeds.NextInTrace()) >= rate).Cast(inputs.dtype);
        return a * (inputs * kept + alpha * (1 - kept)) + b;
    }
}
