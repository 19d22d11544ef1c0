namespace KerasTransfer.Layers;

/// <summary>Takes cells away at the ends of sequences (batch, length, channels).</summary>
/// <param name="cropping">Cells to take away; null for 1 at each end.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is negative.</exception>
public sealed partial class Cropping1D(Padding1D? cropping = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Cells to take away.</summary>
    public Padding1D cropping { get; } = (cropping ?? 1).NotNegative("cropping");

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 3);

    /// <inheritdoc/>
    /// <exception cref="ValueError">Nothing would be left.</exception>
    public override Tensor call(Tensor inputs)
    {
        int length = inputs.shape[1] - cropping.Before - cropping.After;
        if (length <= 0) throw new ValueError($"`cropping` parameter of `Cropping1D` layer must be smaller than the input length. Received: input_shape={Symbolic.Restore(inputs.shape)}, cropping={cropping}");
        return ops.slice(inputs, 1, cropping.Before, length);
    }
}
