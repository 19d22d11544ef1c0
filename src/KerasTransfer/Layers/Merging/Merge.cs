namespace KerasTransfer.Layers;

/// <summary>A layer that makes one tensor of several. Its inputs are a list: <c>keras.layers.Add().Apply([a, b])</c>.</summary>
public abstract class Merge : Layer
{
    private protected Merge(LayerOptions? options) : base(options) { }

    internal override bool TakesList => true;
    internal override bool OwnsCalledLayers => false;

    /// <inheritdoc/>
    /// <exception cref="ValueError">The inputs do not fit together.</exception>
    public override void build(Shape input_shape) => build([input_shape]);

    /// <inheritdoc/>
    /// <exception cref="ValueError">The inputs do not fit together.</exception>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        if (input_shapes.Select(s => s.Rank == 0 ? Shape.Unknown : s[0]).Where(batch => batch != Shape.Unknown).Distinct().Count() > 1)
            throw new ValueError($"Cannot merge tensors with different batch sizes. Received tensors with shapes {List(input_shapes)}");
        Shape merged = Sample(input_shapes[0]);
        foreach (Shape shape in input_shapes.Skip(1)) merged = Broadcast(merged, Sample(shape));
    }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training)
    {
        int rank = inputs.Max(x => x.ndim);
        return merge([.. inputs.Select(x => x.ndim == rank || x.ndim == 0 ? x
            : ops.reshape(x, x.shape[..1].Concat(new Shape([.. Enumerable.Repeat(1, rank - x.ndim)])).Concat(x.shape[1..])))]);     // new axes after the batch
    }

    /// <summary>The result; inputs of different rank have got axes of length 1 after the batch.</summary>
    private protected abstract Tensor merge(IReadOnlyList<Tensor> inputs);

    private static Shape Sample(Shape shape) => shape.Rank == 0 ? shape : shape[1..];

    private static Shape Broadcast(Shape a, Shape b)
    {
        if (a.Rank < b.Rank) (a, b) = (b, a);
        int[] lengths = a.ToArray();
        for (int i = 1; i <= b.Rank; i++)
        {
            (int x, int y) = (a[^i], b[^i]);
            lengths[^i] = x == Shape.Unknown || y == Shape.Unknown ? Shape.Unknown : x == 1 ? y : y == 1 || x == y ? x
                : throw new ValueError($"Inputs have incompatible shapes. Received shapes {a} and {b}");
        }
        return new Shape(lengths);
    }

    private protected static string List(IEnumerable<Shape> shapes) => $"[{string.Join(", ", shapes)}]";
}
