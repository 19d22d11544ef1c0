namespace KerasTransfer.Layers;

/// <summary>The product of the inputs, element by element. Inputs: a list of tensors whose shapes broadcast. Output: one of the common shape.</summary>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Multiply(LayerOptions? options = null) : Merge(options)
{
    private protected override Tensor merge(IReadOnlyList<Tensor> inputs) => inputs.Aggregate((a, b) => a * b);
}
