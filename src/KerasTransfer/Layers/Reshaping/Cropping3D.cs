namespace KerasTransfer.Layers;

/// <summary>Takes planes, rows and columns away at the sides of volumes (batch, planes, rows, columns, channels).</summary>
/// <param name="cropping">Planes, rows and columns to take away; null for 1 at each side.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
[OldName("dim_ordering", "data_format")]
public sealed partial class Cropping3D(Padding3D? cropping = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Planes, rows and columns to take away.</summary>
    public Padding3D cropping { get; } = (cropping ?? 1).NotNegative("cropping");
    /// <summary>Where the channels are.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 5);

    /// <inheritdoc/>
    /// <exception cref="ValueError">Nothing would be left.</exception>
    public override Tensor call(Tensor inputs)
    {
        int[] begins = new int[5], sizes = inputs.shape.ToArray();
        int axis = data_format == "channels_first" ? 2 : 1;
        foreach ((int before, int after) in cropping.Pairs)
        {
            begins[axis] = before;
            sizes[axis++] -= before + after;
        }
        if (sizes.Skip(1).Any(size => size <= 0))
            throw new ValueError($"Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input. Received: input_shape={Symbolic.Restore(inputs.shape)}, cropping={cropping}");
        return new Ops.Slice(begins, sizes, [1, 1, 1, 1, 1]).On(inputs);
    }
}
