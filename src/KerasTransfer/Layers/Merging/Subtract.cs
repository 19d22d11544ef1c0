namespace KerasTransfer.Layers;

/// <summary>The first input minus the second, element by element. Inputs: a list of tensors whose shapes broadcast. Output: one of the common shape.</summary>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Subtract(LayerOptions? options = null) : Merge(options)
{
    /// <inheritdoc/>
    /// <exception cref="ValueError">There are not two inputs, or they do not fit together.</exception>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        base.build(input_shapes);
        if (input_shapes.Count != 2) throw new ValueError($"A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape={List(input_shapes)}");
    }

    private protected override Tensor merge(IReadOnlyList<Tensor> inputs) => inputs[0] - inputs[1];
}
