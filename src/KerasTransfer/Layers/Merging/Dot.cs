namespace KerasTransfer.Layers;

/// <summary>
/// Products of two inputs summed over one axis of each, sample by sample. Output: the first input's shape without that axis, then the second's without it and
/// the batch; (batch, 1) for two vectors.
/// </summary>
/// <param name="axes">The axis of both, or one of each: <c>(1, 2)</c>. The batch, 0, cannot be one.</param>
/// <param name="normalize">Whether the inputs are first scaled to length 1 along the axis: the result is then the cosine between them.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="axes"/> has more than two.</exception>
public sealed partial class Dot(Axes axes, bool normalize = false, LayerOptions? options = null) : Merge(options)
{
    /// <summary>The axis of both, or one of each.</summary>
    public Axes axes { get; } = axes.Count is 1 or 2 ? axes : throw new ValueError($"Invalid format for argument `axes`: it should contain two elements. Received: axes={axes}");

    /// <inheritdoc/>
    /// <exception cref="ValueError">There are not two inputs, or the axes differ in length.</exception>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        if (input_shapes.Count != 2) throw new ValueError($"A `Dot` layer should be called on a list of 2 inputs. Received: input_shape={List(input_shapes)}");
        (Shape a, Shape b) = (input_shapes[0], input_shapes[1]);
        (int i, int j) = Of(a, b);
        if (i == 0 || j == 0) throw new ValueError($"Dot '{name}': the axes cannot be the batch axis 0. Received: axes={axes}");
        if (a[i] != b[j]) throw new ValueError($"Incompatible input shapes: axis values {Text(a[i])} (at axis {i}) != {Text(b[j])} (at axis {j}). Full input shapes: {a}, {b}");
        static string Text(int length) => length == Shape.Unknown ? "None" : length.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private (int, int) Of(Shape a, Shape b) => (a.Axis(axes[0]), b.Axis(axes[axes.Count - 1]));

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training) => merge(inputs);

    private protected override Tensor merge(IReadOnlyList<Tensor> inputs)
    {
        (Tensor a, Tensor b) = (inputs[0], inputs[1]);
        (int i, int j) = Of(a.shape, b.shape);
        if (normalize) (a, b) = (ops.normalize(a, i), ops.normalize(b, j));
        (a, b) = (ops.moveaxis(a, i, -1), ops.moveaxis(b, j, 1));               // (batch, …, k) and (batch, k, …)
        (Shape left, Shape right) = (a.shape[1..^1], b.shape[2..]);
        (int batch, int k) = (a.shape[0], a.shape[^1]);
        Tensor product = ops.matmul(ops.reshape(a, (batch, checked((int)left.Size), k)), ops.reshape(b, (batch, k, checked((int)right.Size))));
        Shape shape = new Shape(batch).Concat(left).Concat(right);
        return ops.reshape(product, shape.Rank == 1 ? shape.Concat(1) : shape);
    }
}
