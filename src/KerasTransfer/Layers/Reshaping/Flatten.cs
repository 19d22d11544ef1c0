namespace KerasTransfer.Layers;

/// <summary>All axes but the batch become one. Output: (batch, product of the other lengths); (batch, 1) for an input of one axis.</summary>
/// <param name="data_format"><c>channels_last</c>, or <c>channels_first</c>, whose channels are moved to the end before; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Flatten(string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        Shape shape = inputs.shape;
        if (data_format == "channels_first" && shape.Rank > 2) inputs = ops.transpose(inputs, [0, .. Enumerable.Range(2, shape.Rank - 2), 1]);
        return ops.reshape(inputs, (shape[0], checked((int)shape[1..].Size)));
    }
}
