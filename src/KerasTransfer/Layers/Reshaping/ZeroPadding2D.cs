namespace KerasTransfer.Layers;

/// <summary>Zeros around images (batch, rows, columns, channels).</summary>
/// <param name="padding">Rows and columns to add; null for 1 at each side.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class ZeroPadding2D(Padding2D? padding = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Rows and columns to add.</summary>
    public Padding2D padding { get; } = (padding ?? 1).NotNegative("padding");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 4);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        (int, int) rows = (padding.Top, padding.Bottom), columns = (padding.Left, padding.Right);
        return ops.pad(inputs, data_format == "channels_first" ? [(0, 0), (0, 0), rows, columns] : [(0, 0), rows, columns, (0, 0)]);
    }
}
