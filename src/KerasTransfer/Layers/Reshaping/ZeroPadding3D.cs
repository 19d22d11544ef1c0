namespace KerasTransfer.Layers;

/// <summary>Zeros around volumes (batch, planes, rows, columns, channels).</summary>
/// <param name="padding">Planes, rows and columns to add; null for 1 at each side.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class ZeroPadding3D(Padding3D? padding = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Planes, rows and columns to add.</summary>
    public Padding3D padding { get; } = (padding ?? 1).NotNegative("padding");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 5);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) =>
        ops.pad(inputs, data_format == "channels_first" ? [(0, 0), (0, 0), .. padding.Pairs] : [(0, 0), .. padding.Pairs, (0, 0)]);
}
