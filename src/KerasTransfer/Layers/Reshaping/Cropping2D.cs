namespace KerasTransfer.Layers;

/// <summary>Takes rows and columns away at the sides of images (batch, rows, columns, channels).</summary>
/// <param name="cropping">Rows and columns to take away; null for none.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class Cropping2D(Padding2D? cropping = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Rows and columns to take away.</summary>
    public Padding2D cropping { get; } = (cropping ?? 0).NotNegative("cropping");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 4);

    /// <inheritdoc/>
    /// <exception cref="ValueError">Nothing would be left.</exception>
    public override Tensor call(Tensor inputs)
    {
        int axis = data_format == "channels_first" ? 2 : 1;
        int[] begins = new int[4], sizes = inputs.shape.ToArray();
        (begins[axis], begins[axis + 1]) = (cropping.Top, cropping.Left);
        sizes[axis] -= cropping.Top + cropping.Bottom;
        sizes[axis + 1] -= cropping.Left + cropping.Right;
        if (sizes[axis] <= 0 || sizes[axis + 1] <= 0)
            throw new ValueError($"Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input. Received: input_shape={Symbolic.Restore(inputs.shape)}, cropping={cropping}");
        return new Ops.Slice(begins, sizes, [1, 1, 1, 1]).On(inputs);
    }
}
