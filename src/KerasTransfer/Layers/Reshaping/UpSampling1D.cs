namespace KerasTransfer.Layers;

/// <summary>Repeats each place of sequences (batch, length, channels).</summary>
/// <param name="size">How often.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">The number is not above 0.</exception>
[OldName("length", "size")]
public sealed partial class UpSampling1D(int size = 2, LayerOptions? options = null) : Layer(options)
{
    /// <summary>How often.</summary>
    public int size { get; } = size > 0 ? size : throw new ValueError($"Argument `size` should be a positive integer. Received: size={size}");

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 3);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.repeat(inputs, size, 1);
}
