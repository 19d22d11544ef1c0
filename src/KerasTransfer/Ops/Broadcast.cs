namespace KerasTransfer.Ops;

/// <summary>NumPy's broadcasting: shapes are aligned at the last axis, and lengths of one stretch.</summary>
internal static class Broadcast
{
    public static Shape Shapes(string where, IReadOnlyList<Tensor> inputs) => Shapes(where, [.. inputs.Select(i => i.shape)]);

    /// <summary>The common shape.</summary>
    /// <exception cref="ValueError">Two lengths differ and neither is one.</exception>
    public static Shape Shapes(string where, params ReadOnlySpan<Shape> shapes)
    {
        int rank = 0;
        foreach (Shape s in shapes) rank = Math.Max(rank, s.Rank);
        int[] dims = new int[rank];
        Array.Fill(dims, 1);
        foreach (Shape s in shapes)
            for (int i = 0; i < s.Rank; i++)
            {
                ref int d = ref dims[rank - s.Rank + i];
                if (s[i] == d || s[i] == 1) continue;
                d = d == 1 ? s[i] : throw new ValueError($"{where}: the shapes {string.Join(" and ", [.. shapes])} cannot be broadcast together: {d} against {s[i]}. Lengths must be equal or one.");
            }
        return new Shape(dims);
    }

    /// <summary>Sums over the axes along which <paramref name="shape"/> was stretched: the gradient of broadcasting.</summary>
    public static Tensor Undo(Tensor dy, Shape shape)
    {
        if (dy.shape == shape) return dy;
        int extra = dy.ndim - shape.Rank;
        List<int> axes = [.. Enumerable.Range(0, extra)];
        for (int i = 0; i < shape.Rank; i++)
            if (shape[i] == 1 && dy.shape[extra + i] != 1) axes.Add(extra + i);
        Tensor sum = axes.Count == 0 ? dy : Sum.Over(dy, axes, keepdims: true);
        return sum.Reshape(shape);
    }
}
