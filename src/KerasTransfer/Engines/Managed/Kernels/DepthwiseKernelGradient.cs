using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>The gradient of the float32 kernels of a convolution of each channel by itself: sums along rows in registers, up to three places of the window together, then over the rows of a part, then over the parts.</summary>
/// <remarks>Parts follow from the sizes alone and are added in their order: the bits do not depend on the number of threads.</remarks>
internal static unsafe class DepthwiseKernelGradient
{
    private const int Parts = 16;

    public static void Run(ImageShape shape, float* x, float* dy, float* dkernel, WorkerPool pool)
    {
        int size = checked(shape.Down.Size * shape.Across.Size * shape.Channels);
        new Span<float>(dkernel, size).Clear();
        if (shape.Images == 0 || shape.Positions == 0 || size == 0) return;
        int blocks = Math.Clamp(Parts / shape.Images, 1, Math.Max(1, shape.OutRows / 4)), parts = checked(shape.Images * blocks);
        using AlignedBuffer sums = AlignedBuffer.Rent<float>((long)parts * size);
        if (VectorBits.Current >= 512) pool.Run(parts, new Work<F512>(shape, x, dy, sums.Floats, size, blocks));
        else if (VectorBits.Current >= 256) pool.Run(parts, new Work<F256>(shape, x, dy, sums.Floats, size, blocks));
        else pool.Run(parts, new Work<F128>(shape, x, dy, sums.Floats, size, blocks));
        Span<float> total = new(dkernel, size);
        for (int p = 0; p < parts; p++) TensorPrimitives.Add(total, new ReadOnlySpan<float>(sums.Floats + (long)p * size, size), total);
    }

    private readonly struct Work<V>(ImageShape shape, float* x, float* dy, float* sums, int size, int blocks) : IWork where V : struct, IFloats<V>
    {
        // Bounds: rows are inside the image, and positions from First to End see cells.
        public void Run(int part)
        {
            (int image, int block, int channels) = (part / blocks, part % blocks, shape.Channels);
            (Window down, Window across) = (shape.Down, shape.Across);
            float* to = sums + (long)part * size;
            new Span<float>(to, size).Clear();
            int row0 = (int)((long)shape.OutRows * block / blocks), row1 = (int)((long)shape.OutRows * (block + 1) / blocks);
            nint step = (nint)across.Stride * channels;
            for (int oy = row0; oy < row1; oy++)
            {
                float* dyRow = dy + ((long)image * shape.OutRows + oy) * shape.OutColumns * channels;
                (int y0, int y1) = down.Inside(oy, shape.Rows);
                for (int ky = y0; ky < y1; ky++)
                {
                    long row = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation;
                    float* xRow = x + ((long)image * shape.Rows + row) * shape.Columns * channels;
                    for (int kx = 0; kx < across.Size; kx += 3)
                    {
                        int count = Math.Min(3, across.Size - kx);
                        long column = (long)kx * across.Dilation - across.Before;
                        nint next = (nint)across.Dilation * channels;
                        float* cells = xRow + column * channels, target = to + (long)(ky * across.Size + kx) * channels;
                        int first = 0, end = shape.OutColumns;
                        for (int i = 0; i < count; i++) (first, end) = (Math.Max(first, First(column + (long)i * across.Dilation)), Math.Min(end, End(column + (long)i * across.Dilation)));
                        if (first >= end) first = end = 0;
                        if (end > first)
                        {
                            if (count == 3) Three(cells + first * step, dyRow + (nint)first * channels, end - first, step, next, channels, target);
                            else
                                for (int i = 0; i < count; i++) One(cells + i * next + first * step, dyRow + (nint)first * channels, end - first, step, channels, target + i * channels);
                        }
                        // What only some of the places see, at both ends.
                        for (int i = 0; i < count; i++)
                        {
                            int from = First(column + (long)i * across.Dilation), until = End(column + (long)i * across.Dilation);
                            if (first == end) { if (until > from) One(cells + i * next + from * step, dyRow + (nint)from * channels, until - from, step, channels, target + i * channels); continue; }
                            if (from < first) One(cells + i * next + from * step, dyRow + (nint)from * channels, first - from, step, channels, target + i * channels);
                            if (until > end) One(cells + i * next + end * step, dyRow + (nint)end * channels, until - end, step, channels, target + i * channels);
                        }
                    }
                }
            }
        }

        // Positions whose cell column + p · stride is inside: from First up to End.
        private int First(long column) => column >= 0 ? 0 : (int)Math.Min(shape.OutColumns, (-column + shape.Across.Stride - 1) / shape.Across.Stride);
        private int End(long column) => column >= shape.Columns ? 0 : (int)Math.Min(shape.OutColumns, (shape.Columns - column + shape.Across.Stride - 1) / shape.Across.Stride);

        // Bounds of both: `count` positions' cells and gradients, the last vector of channels partial.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Three(float* x, float* dy, int count, nint step, nint next, int channels, float* to)
        {
            int c = 0;
            for (; c <= channels - 2 * V.Count; c += 2 * V.Count)
            {
                V a = V.Zero, b = V.Zero, d = V.Zero, e = V.Zero, f = V.Zero, g = V.Zero;
                float* p = x + c, q = dy + c;
                for (int i = 0; i < count; i++, p += step, q += channels)
                {
                    V u = V.Load(q), v = V.Load(q + V.Count);
                    a = V.MultiplyAdd(u, V.Load(p), a);
                    b = V.MultiplyAdd(v, V.Load(p + V.Count), b);
                    d = V.MultiplyAdd(u, V.Load(p + next), d);
                    e = V.MultiplyAdd(v, V.Load(p + next + V.Count), e);
                    f = V.MultiplyAdd(u, V.Load(p + 2 * next), f);
                    g = V.MultiplyAdd(v, V.Load(p + 2 * next + V.Count), g);
                }
                float* t = to + c;
                (V.Load(t) + a).Store(t);
                (V.Load(t + V.Count) + b).Store(t + V.Count);
                (V.Load(t + channels) + d).Store(t + channels);
                (V.Load(t + channels + V.Count) + e).Store(t + channels + V.Count);
                (V.Load(t + 2 * (nint)channels) + f).Store(t + 2 * (nint)channels);
                (V.Load(t + 2 * (nint)channels + V.Count) + g).Store(t + 2 * (nint)channels + V.Count);
            }
            for (; c < channels; c += V.Count)
            {
                int rest = Math.Min(V.Count, channels - c);
                V a = V.Zero, b = V.Zero, d = V.Zero;
                float* p = x + c, q = dy + c;
                for (int i = 0; i < count; i++, p += step, q += channels)
                {
                    V u = V.Load(q, rest);
                    a = V.MultiplyAdd(u, V.Load(p, rest), a);
                    b = V.MultiplyAdd(u, V.Load(p + next, rest), b);
                    d = V.MultiplyAdd(u, V.Load(p + 2 * next, rest), d);
                }
                float* t = to + c;
                (V.Load(t, rest) + a).Store(t, rest);
                (V.Load(t + channels, rest) + b).Store(t + channels, rest);
                (V.Load(t + 2 * (nint)channels, rest) + d).Store(t + 2 * (nint)channels, rest);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void One(float* x, float* dy, int count, nint step, int channels, float* to)
        {
            for (int c = 0; c < channels; c += V.Count)
            {
                int rest = Math.Min(V.Count, channels - c);
                V a = V.Zero;
                float* p = x + c, q = dy + c;
                for (int i = 0; i < count; i++, p += step, q += channels) a = V.MultiplyAdd(V.Load(q, rest), V.Load(p, rest), a);
                (V.Load(to + c, rest) + a).Store(to + c, rest);
            }
        }
    }
}
