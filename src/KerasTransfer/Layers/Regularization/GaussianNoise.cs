using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>In training, adds normally distributed noise of mean 0; otherwise gives its input back. Output: the input's shape.</summary>
[OldName("sigma", "stddev")]
public sealed partial class GaussianNoise : Layer
{
    /// <summary>A layer of noise.</summary>
    /// <param name="stddev">The noise's standard deviation, 0 to 1.</param>
    /// <param name="seed">The seed; null to draw one from the global seed.</param>
    /// <param name="options">The keywords of every layer.</param>
    public GaussianNoise(double stddev, long? seed = null, LayerOptions? options = null) : base(options)
    {
        (this.stddev, this.seed) = (Rate.Check(stddev, nameof(stddev)), seed);
        if (stddev > 0) seeds = Track(new SeedGenerator(seed));
    }

    private readonly SeedGenerator? seeds;

    /// <summary>The noise's standard deviation.</summary>
    public double stddev { get; }
    /// <summary>The seed it was given; null: it drew one from the global seed.</summary>
    public long? seed { get; }

    internal override bool? ModeByDefault => false;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training) => training && seeds is not null
        ? inputs + new StatelessNormal(inputs.shape, dtype, 0, stddev).On(seeds.NextInTrace())
        : inputs;
}
