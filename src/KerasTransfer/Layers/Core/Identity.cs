namespace KerasTransfer.Layers;

/// <summary>Gives its input back.</summary>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Identity(LayerOptions? options = null) : Layer(options)
{
    internal override bool TakesList => true;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => inputs;
    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training) => inputs;
}
