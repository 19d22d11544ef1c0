namespace KerasTransfer.Layers;

/// <summary>Repeats the rows and columns of images (batch, rows, columns, channels).</summary>
/// <param name="size">How often; null for 2.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="interpolation"><c>nearest</c>.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0, or there is no such interpolation.</exception>
/// <exception cref="NotSupportedException">The interpolation is another one of Keras's.</exception>
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
        "nearest" => "nearest",
        "bilinear" or "bicubic" or "lanczos3" or "lanczos5" => throw new NotSupportedException($"UpSampling2D: the interpolation '{interpolation}' is not supported yet. Use 'nearest'."),
        _ => throw new ValueError($"UpSampling2D: `interpolation` must be nearest, bilinear, bicubic, lanczos3 or lanczos5. Received: interpolation={interpolation}"),
    };

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 4);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        int axis = data_format == "channels_first" ? 2 : 1;
        return ops.repeat(ops.repeat(inputs, size.Rows, axis), size.Columns, axis + 1);
    }
}
