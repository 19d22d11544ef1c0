using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Sums over the rows of a matrix (rows, channels) as normalizations need them: each in one pass over memory.</summary>
/// <remarks>Rows are taken in blocks that stay in the cache; their sums are put together in double precision, in their order: the bits do not depend on the number of threads.</remarks>
internal static unsafe class ChannelKernels
{
    private const int BlockElements = 1 << 14;

    private static int BlockRows(int channels) => Math.Max(16, BlockElements / Math.Max(1, channels));

    /// <summary>Mean and variance (dividing by the rows) of each channel; NaN without rows. Blocks are joined after Chan, Golub and LeVeque 1979.</summary>
    public static void Moments<T>(T* x, int rows, int channels, T* mean, T* variance, WorkerPool pool) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int blockRows = BlockRows(channels), blocks = (rows + blockRows - 1) / blockRows;
        using AlignedBuffer rented = AlignedBuffer.Rent<T>(2L * blocks * channels);
        T* parts = (T*)rented.Pointer;
        Run(new MomentsOf(), x, null, null, rows, channels, parts, blocks, blockRows, pool);
        for (int c = 0; c < channels; c++)
        {
            double count = 0, m = 0, s = 0;
            for (int b = 0; b < blocks; b++)
            {
                double n = Math.Min(blockRows, rows - b * blockRows), delta = double.CreateTruncating(parts[2L * b * channels + c]) - m;
                s += double.CreateTruncating(parts[(2L * b + 1) * channels + c]) + delta * delta * (count * n / (count + n));
                m += delta * (n / (count + n));
                count += n;
            }
            (mean[c], variance[c]) = (T.CreateTruncating(rows == 0 ? double.NaN : m), T.CreateTruncating(rows == 0 ? double.NaN : s / rows));
        }
    }

    /// <summary>Σ dy and Σ dy · (x − center) of each channel.</summary>
    public static void Sums<T>(T* dy, T* x, T* center, int rows, int channels, T* sum, T* product, WorkerPool pool) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int blockRows = BlockRows(channels), blocks = (rows + blockRows - 1) / blockRows;
        using AlignedBuffer rented = AlignedBuffer.Rent<T>(2L * blocks * channels);
        T* parts = (T*)rented.Pointer;
        Run(new SumsOf(), dy, x, center, rows, channels, parts, blocks, blockRows, pool);
        for (int c = 0; c < channels; c++)
        {
            double a = 0, b = 0;
            for (int i = 0; i < blocks; i++) (a, b) = (a + double.CreateTruncating(parts[2L * i * channels + c]), b + double.CreateTruncating(parts[(2L * i + 1) * channels + c]));
            (sum[c], product[c]) = (T.CreateTruncating(a), T.CreateTruncating(b));
        }
    }

    private interface IPair
    {
        /// <summary>Two numbers for each of the channels of a vector, from `rows` rows; the last vector has `count` of them.</summary>
        static abstract void Of<V>(float* a, float* b, V center, int rows, nint stride, int count, out V first, out V second) where V : struct, IFloats<V>;
        static abstract void Of<T>(T* a, T* b, T center, int rows, nint stride, out T first, out T second) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    // The mean, then the squared distances from it: the block is in the cache.
    private readonly struct MomentsOf : IPair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Of<V>(float* a, float* b, V center, int rows, nint stride, int count, out V first, out V second) where V : struct, IFloats<V>
        {
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
            int r = 0;
            float* p = a;
            for (; r <= rows - 4; r += 4, p += 4 * stride)
            {
                s0 += V.Load(p, count);
                s1 += V.Load(p + stride, count);
                s2 += V.Load(p + 2 * stride, count);
                s3 += V.Load(p + 3 * stride, count);
            }
            for (; r < rows; r++, p += stride) s0 += V.Load(p, count);
            V mean = (s0 + s1 + (s2 + s3)) / V.Create(rows);
            s0 = s1 = s2 = s3 = V.Zero;
            for (r = 0, p = a; r <= rows - 4; r += 4, p += 4 * stride)
            {
                V d0 = V.Load(p, count) - mean, d1 = V.Load(p + stride, count) - mean, d2 = V.Load(p + 2 * stride, count) - mean, d3 = V.Load(p + 3 * stride, count) - mean;
                s0 = V.MultiplyAdd(d0, d0, s0);
                s1 = V.MultiplyAdd(d1, d1, s1);
                s2 = V.MultiplyAdd(d2, d2, s2);
                s3 = V.MultiplyAdd(d3, d3, s3);
            }
            for (; r < rows; r++, p += stride)
            {
                V d = V.Load(p, count) - mean;
                s0 = V.MultiplyAdd(d, d, s0);
            }
            (first, second) = (mean, s0 + s1 + (s2 + s3));
        }

        public static void Of<T>(T* a, T* b, T center, int rows, nint stride, out T first, out T second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            (T sum, T squares) = (T.Zero, T.Zero);
            for (int r = 0; r < rows; r++) sum += a[r * stride];
            first = sum / T.CreateTruncating(rows);
            for (int r = 0; r < rows; r++) squares += (a[r * stride] - first) * (a[r * stride] - first);
            second = squares;
        }
    }

    private readonly struct SumsOf : IPair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Of<V>(float* a, float* b, V center, int rows, nint stride, int count, out V first, out V second) where V : struct, IFloats<V>
        {
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, t0 = V.Zero, t1 = V.Zero, t2 = V.Zero, t3 = V.Zero;
            int r = 0;
            for (; r <= rows - 4; r += 4, a += 4 * stride, b += 4 * stride)
            {
                V d0 = V.Load(a, count), d1 = V.Load(a + stride, count), d2 = V.Load(a + 2 * stride, count), d3 = V.Load(a + 3 * stride, count);
                s0 += d0;
                s1 += d1;
                s2 += d2;
                s3 += d3;
                t0 = V.MultiplyAdd(d0, V.Load(b, count) - center, t0);
                t1 = V.MultiplyAdd(d1, V.Load(b + stride, count) - center, t1);
                t2 = V.MultiplyAdd(d2, V.Load(b + 2 * stride, count) - center, t2);
                t3 = V.MultiplyAdd(d3, V.Load(b + 3 * stride, count) - center, t3);
            }
            for (; r < rows; r++, a += stride, b += stride)
            {
                V d = V.Load(a, count);
                s0 += d;
                t0 = V.MultiplyAdd(d, V.Load(b, count) - center, t0);
            }
            (first, second) = (s0 + s1 + (s2 + s3), t0 + t1 + (t2 + t3));
        }

        public static void Of<T>(T* a, T* b, T center, int rows, nint stride, out T first, out T second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first = second = T.Zero;
            for (int r = 0; r < rows; r++)
            {
                first += a[r * stride];
                second += a[r * stride] * (b[r * stride] - center);
            }
        }
    }

    private static void Run<TPair, T>(TPair pair, T* a, T* b, T* center, int rows, int channels, T* parts, int blocks, int blockRows, WorkerPool pool) where TPair : struct, IPair where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) pool.Run(blocks, new ScalarWork<TPair, T>(a, b, center, rows, channels, parts, blockRows));
        else if (VectorBits.Current >= 512) pool.Run(blocks, new Work<F512, TPair>((float*)a, (float*)b, (float*)center, rows, channels, (float*)parts, blockRows));
        else if (VectorBits.Current >= 256) pool.Run(blocks, new Work<F256, TPair>((float*)a, (float*)b, (float*)center, rows, channels, (float*)parts, blockRows));
        else pool.Run(blocks, new Work<F128, TPair>((float*)a, (float*)b, (float*)center, rows, channels, (float*)parts, blockRows));
    }

    // Bounds of both: a block's rows and, vector by vector, its channels; two rows of `parts` for each block.
    private readonly struct Work<V, TPair>(float* a, float* b, float* center, int rows, int channels, float* parts, int blockRows) : IWork where V : struct, IFloats<V> where TPair : struct, IPair
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int block)
        {
            int row = block * blockRows, count = Math.Min(blockRows, rows - row);
            float* from = a + (long)row * channels, with = b is null ? null : b + (long)row * channels, to = parts + 2L * block * channels;
            int c = 0;
            for (; c <= channels - V.Count; c += V.Count)
            {
                TPair.Of(from + c, with + c, center is null ? V.Zero : V.Load(center + c), count, channels, V.Count, out V first, out V second);
                first.Store(to + c);
                second.Store(to + channels + c);
            }
            if (c == channels) return;
            TPair.Of(from + c, with + c, center is null ? V.Zero : V.Load(center + c, channels - c), count, channels, channels - c, out V u, out V v);
            u.Store(to + c, channels - c);
            v.Store(to + channels + c, channels - c);
        }
    }

    private readonly struct ScalarWork<TPair, T>(T* a, T* b, T* center, int rows, int channels, T* parts, int blockRows) : IWork where TPair : struct, IPair where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int block)
        {
            int row = block * blockRows, count = Math.Min(blockRows, rows - row);
            for (int c = 0; c < channels; c++)
                TPair.Of(a + (long)row * channels + c, b is null ? null : b + (long)row * channels + c, center is null ? T.Zero : center[c], count, (nint)channels, out parts[2L * block * channels + c], out parts[(2L * block + 1) * channels + c]);
        }
    }
}
