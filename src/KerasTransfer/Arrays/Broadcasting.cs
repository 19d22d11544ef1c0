namespace KerasTransfer;

/// <summary>Arrays of different shapes brought to one: axes are matched from the last, and an axis of length 1 (or a missing one) repeats.</summary>
internal static class Broadcasting
{
    /// <summary>How many elements apart neighbours along each axis lie in a row-major array.</summary>
    public static int[] Strides(Shape shape)
    {
        int[] strides = new int[shape.Rank];
        int stride = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /// <summary>The shape that all of these broadcast to.</summary>
    /// <exception cref="ValueError">They do not; the message is NumPy's.</exception>
    public static Shape Together(ReadOnlySpan<Shape> shapes, string error = "operands could not be broadcast together with shapes")
    {
        int rank = 0;
        foreach (Shape s in shapes) rank = Math.Max(rank, s.Rank);
        int[] result = new int[rank];
        Array.Fill(result, 1);
        foreach (Shape s in shapes)
            for (int i = 0; i < s.Rank; i++)
            {
                ref int d = ref result[rank - s.Rank + i];
                if (s[i] == d || s[i] == 1) continue;
                if (d != 1) throw new ValueError($"{error} {string.Join(" ", shapes.ToArray().Select(Compact))}");
                d = s[i];
            }
        return new Shape(result);
    }

    /// <summary>A shape as NumPy writes it in these errors: <c>(2,3)</c>.</summary>
    private static string Compact(Shape s) => s.ToString().Replace(", ", ",");

    /// <summary>The array repeated to a shape; itself if it has it already.</summary>
    public static NDArray To(NDArray a, Shape shape, string error = "operands could not be broadcast together with remapped shapes [original->remapped]: {0} and requested shape {1}")
    {
        if (a.shape == shape) return a;
        int shift = shape.Rank - a.ndim;
        bool fits = shift >= 0;
        for (int i = 0; fits && i < a.ndim; i++) fits = a.shape[i] == shape[shift + i] || a.shape[i] == 1;
        if (!fits) throw new ValueError(string.Format(System.Globalization.CultureInfo.InvariantCulture, error, Compact(a.shape), Compact(shape)));
        NDArray result = NDArray.Uninitialized(shape, a.dtype);
        switch (a.dtype.Size)
        {
            case 1: Fill(a.Raw<byte>(), a.shape, result.Raw<byte>(), shape); break;
            case 2: Fill(a.Raw<short>(), a.shape, result.Raw<short>(), shape); break;
            case 4: Fill(a.Raw<int>(), a.shape, result.Raw<int>(), shape); break;
            default: Fill(a.Raw<long>(), a.shape, result.Raw<long>(), shape); break;
        }
        return result;
    }

    private static void Fill<T>(ReadOnlySpan<T> source, Shape sourceShape, Span<T> target, Shape targetShape) where T : unmanaged
    {
        if (target.IsEmpty) return;
        if (source.Length == 1) { target.Fill(source[0]); return; }
        // The longest tail of axes that is the same in both is copied whole; an axis before it that repeats doubles what is there.
        int rank = targetShape.Rank, shift = rank - sourceShape.Rank;
        Copy(source, target, 0);

        void Copy(ReadOnlySpan<T> from, Span<T> to, int axis)
        {
            int own = axis < shift ? 1 : sourceShape[axis - shift];
            if (from.Length == to.Length) { from.CopyTo(to); return; }
            if (from.Length == 1) { to.Fill(from[0]); return; }
            int count = targetShape[axis], fromBlock = from.Length / own, toBlock = to.Length / count;
            if (own == 1)
            {
                Copy(from, to[..toBlock], axis + 1);
                for (int filled = toBlock; filled < to.Length;)
                {
                    int more = Math.Min(filled, to.Length - filled);
                    to[..more].CopyTo(to[filled..]);
                    filled += more;
                }
            }
            else for (int i = 0; i < count; i++) Copy(from.Slice(i * fromBlock, fromBlock), to.Slice(i * toBlock, toBlock), axis + 1);
        }
    }
}
