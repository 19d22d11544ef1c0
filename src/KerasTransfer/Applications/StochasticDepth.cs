using KerasTransfer.Ops;
using KerasTransfer.Saving;

namespace KerasTransfer.Applications;

/// <summary>In training, leaves whole samples out at random and scales the rest by 1 / (1 − rate); otherwise gives its input back. Output: the input's shape.</summary>
/// <remarks>Huang et al. 2016. ConvNeXt's networks have a rate of 0 and so no such layer; models of one's own and their files may. Keras draws from the generator of all layers, this layer from one of its own.</remarks>
[NoFactory(Module = "keras.src.applications.convnext")]
public sealed class StochasticDepth : Layer
{
    private readonly SeedGenerator seeds;

    /// <summary>A layer that leaves samples out with this probability.</summary>
    /// <param name="drop_path_rate">The probability of a sample to be left out, 0 to below 1.</param>
    /// <param name="options">The keywords of every layer.</param>
    /// <exception cref="ValueError">The rate is not within 0 to 1.</exception>
    public StochasticDepth(double drop_path_rate, LayerOptions? options = null) : base(options)
    {
        this.drop_path_rate = drop_path_rate is >= 0 and < 1 ? drop_path_rate
            : throw new ValueError($"StochasticDepth: drop_path_rate must be at least 0 and below 1. Received: drop_path_rate={ConfigJson.Number(drop_path_rate)}");
        seeds = Track(new SeedGenerator());
    }

    /// <summary>The probability of a sample to be left out.</summary>
    public double drop_path_rate { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (!training) return inputs;
        double keep = 1 - drop_path_rate;
        Shape noise = new([inputs.shape[0], .. Enumerable.Repeat(1, inputs.ndim - 1)]);
        Tensor random = new StatelessUniform(noise, inputs.dtype).On(seeds.NextInTrace());
        return inputs / keep * ops.floor(random + keep);
    }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new(base.get_config()) { ["drop_path_rate"] = drop_path_rate };

    internal static StochasticDepth FromConfig(ConfigReader reader) => new(reader.Required("drop_path_rate", static item => item.ToDouble()), ApplicationLayers.Options(reader));
}
