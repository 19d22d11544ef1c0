using System.Buffers;
using System.Numerics.Tensors;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Images (batch, rows, columns, channels) at another size. A part is a row of the result, so the bits do not depend on the number of threads.</summary>
internal static unsafe class Resizing
{
    /// <summary>TensorFlow's bilinear resizing without antialiasing, in its order: across in the two rows, then down.</summary>
    public static void Bilinear(Shape shape, int rows, int columns, float* x, float* y, WorkerPool pool) =>
        pool.Run(checked(shape[0] * rows), new BilinearRow(shape, ResizeAxis.Neighbours(shape[1], rows), ResizeAxis.Neighbours(shape[2], columns), x, y));

    /// <summary>Sums of weighted rows, then of weighted columns.</summary>
    public static void Weighted(Shape shape, ResizeAxis rows, ResizeAxis columns, float* x, float* y, WorkerPool pool) =>
        pool.Run(checked(shape[0] * rows.First.Length), new WeightedRow(shape, rows, columns, x, y));

    // Bounds: neighbours lie in 0 … n − 1; part is row part % rows of image part / rows.
    private readonly struct BilinearRow(Shape shape, Neighbourhood rows, Neighbourhood columns, float* x, float* y) : IWork
    {
        public void Run(int part)
        {
            (int image, int row) = Math.DivRem(part, rows.Low.Length);
            int channels = shape[3], stride = shape[2] * channels, length = columns.Low.Length * channels;
            (int top, int bottom) = (rows.Low[row], rows.High[row]);
            Span<float> result = new(y + (long)part * length, length);
            ResizedRow.Between(new(x + ((long)image * shape[1] + top) * stride, stride), columns, channels, result);
            if (top == bottom) return;
            float[] rented = ArrayPool<float>.Shared.Rent(length);
            Span<float> below = rented.AsSpan(0, length);
            ResizedRow.Between(new(x + ((long)image * shape[1] + bottom) * stride, stride), columns, channels, below);
            ResizedRow.Mix(result, result, below, rows.Fraction[row]);
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    // Bounds: First + Count stays within the old length (ResizeAxis); part is row part % rows of image part / rows.
    private readonly struct WeightedRow(Shape shape, ResizeAxis rows, ResizeAxis columns, float* x, float* y) : IWork
    {
        public void Run(int part)
        {
            (int image, int row) = Math.DivRem(part, rows.First.Length);
            int channels = shape[3], stride = shape[2] * channels, length = columns.First.Length * channels;
            float[] rented = ArrayPool<float>.Shared.Rent(stride);
            Span<float> sum = rented.AsSpan(0, stride);
            sum.Clear();
            for (int j = 0; j < rows.Count[row]; j++)
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(x + ((long)image * shape[1] + rows.First[row] + j) * stride, stride), rows.Weights[row * rows.Widest + j], sum, sum);
            ResizedRow.Weighted(sum, columns, channels, new(y + (long)part * length, length));
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
