namespace KerasTransfer.Layers;

/// <summary>Exponential linear unit: x above 0, alpha · (eˣ − 1) below it. Output: the input's shape.</summary>
/// <param name="alpha">How far down it goes.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class ELU(double alpha = 1.0, LayerOptions? options = null) : Layer(options)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.elu(inputs, alpha);
}
