namespace KerasTransfer.Layers;

/// <summary>What the poolings have in common.</summary>
public abstract class BasePooling : Layer
{
    private protected BasePooling(int rank, string? data_format, LayerOptions? options) : base(options)
    {
        this.data_format = ImageDataFormat.Of(data_format);
        input_spec = new InputSpec(ndim: rank + 2);
    }

    /// <summary>Where the channels are.</summary>
    public string data_format { get; }
}
