using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed;

namespace KerasTransfer;

/// <summary>The product of two row-major matrices; all products of arrays go through here.</summary>
internal static class MatrixProduct
{
    /// <summary>From so many multiplications on the engine's kernels are faster than a plain loop.</summary>
    private const int SmallProduct = 4096;

    /// <summary>c = a · b, where a is <paramref name="rows"/> × <paramref name="inner"/>, b <paramref name="inner"/> × <paramref name="columns"/>; c is overwritten.</summary>
    public static unsafe void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns) where T : unmanaged, INumber<T>
    {
        // The kernels read and write rows × inner, inner × columns and rows × columns elements: the spans, whose lengths are checked here.
        a = a[..(rows * inner)];
        b = b[..(inner * columns)];
        c = c[..(rows * columns)];
        if (typeof(T) == typeof(float) && rows * (long)inner * columns >= SmallProduct)
        {
            fixed (T* pa = a, pb = b, pc = c) Gemm.Run(false, false, rows, columns, inner, (float*)pa, inner, (float*)pb, columns, (float*)pc, columns);
            return;
        }
        if (typeof(T) == typeof(double) && rows * (long)inner * columns >= SmallProduct)
        {
            fixed (T* pa = a, pb = b, pc = c) Gemm.Run(false, false, rows, columns, inner, (double*)pa, inner, (double*)pb, columns, (double*)pc, columns);
            return;
        }
        if (columns == 1)
        {
            for (int i = 0; i < rows; i++) c[i] = TensorPrimitives.Dot(a.Slice(i * inner, inner), b);
            return;
        }
        c.Clear();
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
