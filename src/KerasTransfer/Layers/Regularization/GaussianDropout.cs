using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>In training, multiplies with normally distributed noise of mean 1 and variance rate / (1 − rate); otherwise gives its input back. Output: the input's shape.</summary>
/// <remarks>Srivastava et al. 2014.</remarks>
[OldName("p", "rate")]
public sealed partial class GaussianDropout : Layer
{
    /// <summary>A layer of noise.</summary>
    /// <param name="rate">Strength of the noise, as the rate of Dropout: 0 up to, but not including, 1.</param>
    /// <param name="seed">The seed; null to draw one from the global seed.</param>
    /// <param name="options">The keywords of every layer.</param>
    /// <exception cref="ValueError">The rate is not within 0 to 1.</exception>
    public GaussianDropout(double rate, long? seed = null, LayerOptions? options = null) : base(options)
    {
        (this.rate, this.seed) = (Rate.Check(rate, nameof(rate)), seed);
        if (rate > 0) seeds = Track(new SeedGenerator(seed));
    }

    private readonly SeedGenerator? seeds;

    /// <summary>Strength of the noise.</summary>
    public double rate { get; }
    /// <summary>The seed it was given; null: it drew one from the global seed.</summary>
    public long? seed { get; }

    internal override bool? ModeByDefault => false;

    /// <inheritdoc/>
    /// <exception cref="ValueError">The rate is 1: the noise would be without bounds.</exception>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (!training || seeds is null) return inputs;
        if (rate == 1) throw new ValueError($"GaussianDropout '{name}': rate=1 would need noise of infinite variance. Take a rate below 1.");
        return inputs * new StatelessNormal(inputs.shape, dtype, 1, Math.Sqrt(rate / (1 - rate))).On(seeds.NextInTrace());
    }
}
