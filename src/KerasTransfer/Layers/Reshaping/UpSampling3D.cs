namespace KerasTransfer.Layers;

/// <summary>Repeats the planes, rows and columns of volumes (batch, planes, rows, columns, channels).</summary>
/// <param name="size">How often; null for 2.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class UpSampling3D(Size3D? size = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>How often.</summary>
    public Size3D size { get; } = (size ?? 2).Least(1, "size");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 5);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        int axis = data_format == "channels_first" ? 2 : 1;
        return ops.repeat(ops.repeat(ops.repeat(inputs, size.Planes, axis), size.Rows, axis + 1), size.Columns, axis + 2);
    }
}
