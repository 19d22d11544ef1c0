using System.Numerics;
using System.Numerics.Tensors;

namespace KerasTransfer;

/// <summary>The product of two row-major matrices; all products of arrays go through here.</summary>
internal static class MatrixProduct
{
    /// <summary>c = a · b, where a is <paramref name="rows"/> × <paramref name="inner"/>, b <paramref name="inner"/> × <paramref name="columns"/>; c is overwritten.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns) where T : unmanaged, INumber<T>
    {
        if (columns == 1)
        {
            for (int i = 0; i < rows; i++) c[i] = TensorPrimitives.Dot(a.Slice(i * inner, inner), b);
            return;
        }
        c[..(rows * columns)].Clear();
        // A block of b that stays in the cache meets all rows of a.
        const int Depth = 64, Width = 512;
        for (int j = 0; j < columns; j += Width)
        {
            int width = Math.Min(Width, columns - j);
            for (int k = 0; k < inner; k += Depth)
            {
                int end = Math.Min(inner, k + Depth);
                for (int i = 0; i < rows; i++)
                {
                    Span<T> row = c.Slice(i * columns + j, width);
                    for (int p = k; p < end; p++) TensorPrimitives.MultiplyAdd(b.Slice(p * columns + j, width), a[i * inner + p], row, row);
                }
            }
        }
    }
}
