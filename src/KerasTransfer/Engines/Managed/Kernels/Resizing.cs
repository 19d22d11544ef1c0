using System.Buffers;
using System.Numerics.Tensors;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Images (batch, rows, columns, channels) at another size. A part is a row of the result, so the bits do not depend on the number of threads.</summary>
internal static unsafe class Resizing
{
    /// <summary>TensorFlow's bilinear resizing without antialiasing, in its order: across in the two rows, then down.</summary>
    public static void Bilinear(Shape shape, int rows, int columns, float* x, float* y, WorkerPool pool)
    {
        int channels = shape[3], length = columns * channels;
        int[] low = new int[length], high = new int[length];
        float[] fraction = new float[length];
        for (int c = 0, i = 0; c < columns; c++)
        {
            (int l, int h, float f) = ResizeAxis.Neighbours(c, (float)shape[2] / columns, shape[2]);
            for (int k = 0; k < channels; k++, i++) (low[i], high[i], fraction[i]) = (l * channels + k, h * channels + k, f);
        }
        pool.Run(checked(shape[0] * rows), new BilinearRow(shape, rows, x, y, low, high, fraction));
    }

    /// <summary>Sums of weighted rows, then of weighted columns.</summary>
    public static void Weighted(Shape shape, ResizeAxis rows, ResizeAxis columns, float* x, float* y, WorkerPool pool) =>
        pool.Run(checked(shape[0] * rows.First.Length), new WeightedRow(shape, rows, columns, x, y));

    // Bounds: neighbours lie in 0 … n − 1, so that low and high stay below columns · channels; part is row part % rows of image part / rows.
    private readonly struct BilinearRow(Shape shape, int rows, float* x, float* y, int[] low, int[] high, float[] fraction) : IWork
    {
        public void Run(int part)
        {
            (int image, int row) = Math.DivRem(part, rows);
            (int top, int bottom, float down) = ResizeAxis.Neighbours(row, (float)shape[1] / rows, shape[1]);
            int stride = shape[2] * shape[3];
            ReadOnlySpan<float> above = new(x + ((long)image * shape[1] + top) * stride, stride), below = new(x + ((long)image * shape[1] + bottom) * stride, stride);
            Span<float> result = new(y + (long)part * low.Length, low.Length);
            for (int i = 0; i < result.Length; i++)
            {
                float t = above[low[i]], b = below[low[i]];
                t += (above[high[i]] - t) * fraction[i];
                b += (below[high[i]] - b) * fraction[i];
                result[i] = t + (b - t) * down;
            }
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
            Span<float> result = new(y + (long)part * length, length);
            for (int c = 0; c < columns.First.Length; c++)
            {
                ReadOnlySpan<float> weights = columns.Weights.AsSpan(c * columns.Widest, columns.Count[c]);
                int from = columns.First[c] * channels;
                for (int k = 0; k < channels; k++)
                {
                    float total = 0;
                    for (int j = 0, at = from + k; j < weights.Length; j++, at += channels) total += weights[j] * sum[at];
                    result[c * channels + k] = total;
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
