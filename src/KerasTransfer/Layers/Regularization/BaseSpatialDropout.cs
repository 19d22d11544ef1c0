namespace KerasTransfer.Layers;

/// <summary>Dropout of whole feature maps: all places of a channel are dropped together. Tompson et al. 2015.</summary>
public abstract class BaseSpatialDropout : BaseDropout
{
    private readonly int rank;

    private protected BaseSpatialDropout(int rank, double rate, string? data_format, long? seed, LayerOptions? options) : base(rate, seed, options)
    {
        this.rank = rank;
        ChannelsFirst = data_format is not null && ImageDataFormat.Of(data_format) == "channels_first";
        input_spec = new InputSpec(ndim: rank);
    }

    private protected bool ChannelsFirst { get; }

    private protected override Shape NoiseShape(Shape inputs)
    {
        int[] lengths = [.. Enumerable.Repeat(1, rank)];
        int channels = ChannelsFirst ? 1 : rank - 1;
        (lengths[0], lengths[channels]) = (inputs[0], inputs[channels]);
        return new Shape(lengths);
    }

    // Keras's constructors take name and dtype, but not trainable.
    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new() { ["rate"] = rate, ["seed"] = seed, ["name"] = name, ["dtype"] = dtype.name };
}
