namespace KerasTransfer.Layers;

/// <summary>Dropout of whole feature maps of volumes. Input and output: (batch, three axes of space, channels).</summary>
/// <param name="rate">The probability, 0 to 1.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">The rate is not within 0 to 1.</exception>
[OldName("p", "rate")]
public sealed partial class SpatialDropout3D(double rate, string? data_format = null, long? seed = null, LayerOptions? options = null) : BaseSpatialDropout(5, rate, data_format ?? ImageDataFormat.Value, seed, options)
{
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["data_format"] = data_format;
        return config;
    }
}
