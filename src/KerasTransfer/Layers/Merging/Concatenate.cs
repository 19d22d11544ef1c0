namespace KerasTransfer.Layers;

/// <summary>The inputs one after the other along an axis. Inputs: a list of tensors alike but for that axis.</summary>
/// <param name="axis">The axis.</param>
/// <param name="options">The keywords of every layer.</param>
[OldName("concat_axis", "axis")]
public sealed partial class Concatenate(int axis = -1, LayerOptions? options = null) : Merge(options)
{
    /// <inheritdoc/>
    /// <exception cref="ValueError">The inputs differ in another axis.</exception>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        Shape first = input_shapes[0];
        int at = first.Axis(axis);
        foreach (Shape shape in input_shapes)
            if (shape.Rank != first.Rank || Enumerable.Range(0, first.Rank).Any(i => i != at && shape[i] != first[i] && shape[i] != Shape.Unknown && first[i] != Shape.Unknown))
                throw new ValueError($"A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape={List(input_shapes)}");
    }

    private protected override Tensor merge(IReadOnlyList<Tensor> inputs) => ops.concatenate(new Tensors(inputs), axis);
}
