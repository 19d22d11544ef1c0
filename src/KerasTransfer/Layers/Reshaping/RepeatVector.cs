namespace KerasTransfer.Layers;

/// <summary>Repeats a sample: (batch, features) becomes (batch, n, features).</summary>
/// <param name="n">How often, above 0.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="n"/> is not above 0.</exception>
public sealed partial class RepeatVector(int n, LayerOptions? options = null) : Layer(options)
{
    /// <summary>How often.</summary>
    public int n { get; } = n > 0 ? n : throw new ValueError($"Argument `n` should be a positive integer. Received: n={n}");

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: 2);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.broadcast_to(ops.expand_dims(inputs, 1), (inputs.shape[0], n, inputs.shape[1]));
}
