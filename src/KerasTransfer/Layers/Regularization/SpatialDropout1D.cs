namespace KerasTransfer.Layers;

/// <summary>Dropout of whole feature maps of sequences. Input and output: (batch, steps, channels).</summary>
/// <param name="rate">The probability, 0 to 1.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">The rate is not within 0 to 1.</exception>
[OldName("p", "rate")]
public sealed partial class SpatialDropout1D(double rate, long? seed = null, LayerOptions? options = null) : BaseSpatialDropout(3, rate, null, seed, options)
{
    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => base.get_config();
}
