namespace KerasTransfer.Layers;

/// <summary>Repeats the rows and columns of images (batch, rows, columns, channels), or puts others between them.</summary>
/// <param name="size">How often; null for 2.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="interpolation"><c>nearest</c> (repeats), <c>bilinear</c>, <c>bicubic</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0, or there is no such interpolation.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class UpSampling2D(Size2D? size = null, string? data_format = null, string interpolation = "nearest", LayerOptions? options = null) : Layer(options)
{
    /// <summary>How often.</summary>
    public Size2D size { get; } = (size ?? 2).Least(1, "size");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);
    /// <summary>How cells between the given ones are found.</summary>
    public string interpolation { get; } = interpolation.ToLowerInvariant() switch
    {
        "nearest" or "bilinear" or "bicubic" or "lanczos3" or "lanczos5" => interpolation.ToLowerInvariant(),
        _ => throw new ValueError($"UpSampling2D: `interpolation` must be nearest, bilinear, bicubic, lanczos3 or lanczos5. Received: interpolation={interpolation}"),
    };

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 4);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        int axis = data_format == "channels_first" ? 2 : 1;
        return interpolation == "nearest"
            ? ops.repeat(ops.repeat(inputs, size.Rows, axis), size.Columns, axis + 1)
            : ops.image.resize(inputs, (inputs.shape[axis] * size.Rows, inputs.shape[axis + 1] * size.Columns), interpolation, data_format: data_format);
    }
}
