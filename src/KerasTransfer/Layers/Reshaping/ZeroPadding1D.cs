namespace KerasTransfer.Layers;

/// <summary>Zeros around sequences (batch, length, channels).</summary>
/// <param name="padding">Cells to add; null for 1 at each end.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class ZeroPadding1D(Padding1D? padding = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Cells to add.</summary>
    public Padding1D padding { get; } = (padding ?? 1).NotNegative("padding");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 3);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        (int, int) ends = (padding.Before, padding.After);
        return ops.pad(inputs, data_format == "channels_first" ? [(0, 0), (0, 0), ends] : [(0, 0), ends, (0, 0)]);
    }
}
