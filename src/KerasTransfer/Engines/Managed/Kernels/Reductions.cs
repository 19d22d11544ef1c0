using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Reductions over the middle one of three axes: (outer, axis, inner) → (outer, inner). Any run of neighbouring axes can be seen so.</summary>
/// <remarks>Sums are added up as a tree whose shape follows from the sizes alone (leaves of at most 1024 numbers in parallel chains), so errors grow with the logarithm of the length
/// and the bits do not depend on the number of threads.</remarks>
internal static unsafe class Reductions
{
    private const int Leaf = 1024, RowLeaf = 64;          // numbers, rows, at a leaf of the tree
    private const int Chunk = 65536, ChunkElements = 32768;   // what a part takes at least
    private const int ColumnsPerPart = 512;

    private interface IFold
    {
        static abstract float Start { get; }
        static abstract T Combine<T>(T a, T b) where T : struct, IFloats<T>;
        static abstract float Combine(float a, float b);
    }

    private readonly struct Adding : IFold
    {
        public static float Start => 0;
        public static T Combine<T>(T a, T b) where T : struct, IFloats<T> => a + b;
        public static float Combine(float a, float b) => a + b;
    }

    private readonly struct Multiplying : IFold
    {
        public static float Start => 1;
        public static T Combine<T>(T a, T b) where T : struct, IFloats<T> => a * b;
        public static float Combine(float a, float b) => a * b;
    }

    private readonly struct Larger : IFold
    {
        public static float Start => float.NegativeInfinity;
        public static T Combine<T>(T a, T b) where T : struct, IFloats<T> => T.MaxOrNaN(a, b);
        public static float Combine(float a, float b) => MathF.Max(a, b);
    }

    private readonly struct Smaller : IFold
    {
        public static float Start => float.PositiveInfinity;
        public static T Combine<T>(T a, T b) where T : struct, IFloats<T> => T.MinOrNaN(a, b);
        public static float Combine(float a, float b) => MathF.Min(a, b);
    }

    /// <summary>Sums; 0 where the axis is empty.</summary>
    public static void Sum(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool = null) => Run<Adding>(x, outer, axis, inner, y, pool);

    /// <summary>Means; NaN where the axis is empty.</summary>
    public static void Mean(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool = null)
    {
        Run<Adding>(x, outer, axis, inner, y, pool);
        System.Numerics.Tensors.TensorPrimitives.Divide(y[..(outer * inner)], axis, y);
    }

    /// <summary>Products; 1 where the axis is empty.</summary>
    public static void Product(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool = null) => Run<Multiplying>(x, outer, axis, inner, y, pool);

    /// <summary>Largest values, NaN where there is one; minus infinity where the axis is empty.</summary>
    public static void Max(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool = null) => Run<Larger>(x, outer, axis, inner, y, pool);

    /// <summary>Smallest values, NaN where there is one; infinity where the axis is empty.</summary>
    public static void Min(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool = null) => Run<Smaller>(x, outer, axis, inner, y, pool);

    /// <summary>The sums of the columns of a matrix, as for the gradient of a bias: (rows, columns) → (columns).</summary>
    public static void ColumnSums(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, WorkerPool? pool = null) => Sum(x, 1, rows, columns, y, pool);

    /// <summary>Folds elements of any type one after the other, from <paramref name="start"/> on.</summary>
    public static void Fold<T>(ReadOnlySpan<T> x, int outer, int axis, int inner, Span<T> y, T start, Func<T, T, T> combine)
    {
        Check(x.Length, outer, axis, inner, y.Length);
        y[..(outer * inner)].Fill(start);
        for (int o = 0; o < outer; o++)
        {
            Span<T> to = y.Slice(o * inner, inner);
            for (int a = 0; a < axis; a++)
            {
                ReadOnlySpan<T> row = x.Slice((o * axis + a) * inner, inner);
                for (int i = 0; i < row.Length; i++) to[i] = combine(to[i], row[i]);
            }
        }
    }

    /// <summary>Places of the largest values along the axis, the first of equal ones; NaN counts as the largest.</summary>
    public static void ArgMax(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<long> y, WorkerPool? pool = null) => Arg(x, outer, axis, inner, y, pool, smallest: false);

    /// <summary>Places of the smallest values along the axis, the first of equal ones; NaN counts as the smallest.</summary>
    public static void ArgMin(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<long> y, WorkerPool? pool = null) => Arg(x, outer, axis, inner, y, pool, smallest: true);

    private static void Check(int x, int outer, int axis, int inner, int y)
    {
        if ((long)outer * axis * inner != x) throw new ArgumentException($"{outer} x {axis} x {inner} elements, given {x}.", nameof(x));
        if ((long)outer * inner > y) throw new ArgumentException($"{outer} x {inner} results, room for {y}.", nameof(y));
    }

    private static int Count(long size, long of) => (int)((size + of - 1) / of);

    private static void Run<TFold>(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool) where TFold : IFold
    {
        Check(x.Length, outer, axis, inner, y.Length);
        if (outer == 0 || inner == 0) return;
        if (axis == 0)
        {
            y[..(outer * inner)].Fill(TFold.Start);
            return;
        }
        fixed (float* px = x, py = y)
        {
            pool ??= WorkerPool.Default;
            if (VectorBits.Current >= 512) Run<F512, TFold>(px, outer, axis, inner, py, pool);
            else if (VectorBits.Current >= 256) Run<F256, TFold>(px, outer, axis, inner, py, pool);
            else Run<F128, TFold>(px, outer, axis, inner, py, pool);
        }
    }

    private static void Run<V, TFold>(float* x, int outer, int axis, int inner, float* y, WorkerPool pool) where V : struct, IFloats<V> where TFold : IFold
    {
        // Pieces: along the axis only where the others alone give too few.
        int columnParts = inner == 1 ? 1 : Count(inner, ColumnsPerPart);
        int chunkRows = inner == 1 ? Chunk : Math.Max(RowLeaf, (int)BitOperations.RoundUpToPowerOf2((uint)(ChunkElements / Math.Min(inner, ColumnsPerPart))));
        int chunks = (long)outer * columnParts >= 16 ? 1 : Count(axis, chunkRows);
        if (chunks == 1) chunkRows = axis;
        long pieces = (long)outer * chunks * columnParts;
        int perPart = (int)Math.Max(1, ChunkElements / Math.Max(1, Math.Min((long)chunkRows, axis) * Math.Min(inner, ColumnsPerPart)));

        using AlignedBuffer? partial = chunks > 1 ? AlignedBuffer.Rent<float>((long)outer * chunks * inner) : null;
        float* to = partial is null ? y : partial.Floats;
        pool.Run(Count(pieces, perPart), new FoldWork<V, TFold>(x, to, axis, inner, chunks, chunkRows, columnParts, pieces, perPart));
        if (partial is null) return;
        for (int o = 0; o < outer; o++)
        {
            if (inner == 1) y[o] = ScalarTree<TFold>(to + (long)o * chunks, chunks);
            else Columns<V, TFold>(to + (long)o * chunks * inner, chunks, inner, inner, y + (long)o * inner, leaf: 1);
        }
    }

    private readonly struct FoldWork<V, TFold>(float* x, float* y, int axis, int inner, int chunks, int chunkRows, int columnParts, long pieces, int perPart) : IWork
        where V : struct, IFloats<V> where TFold : IFold
    {
        // Bounds: a piece is rows a0 … a0 + rows - 1 of one outer index at columns j0 … j0 + columns - 1; pieces cut the array exactly.
        public void Run(int part)
        {
            for (long piece = (long)part * perPart, end = Math.Min(pieces, piece + perPart); piece < end; piece++)
            {
                long o = piece / (chunks * columnParts);
                int chunk = (int)(piece / columnParts % chunks), columnPart = (int)(piece % columnParts);
                int a0 = chunk * chunkRows, rows = Math.Min(chunkRows, axis - a0), j0 = columnPart * ColumnsPerPart, columns = Math.Min(inner == 1 ? 1 : ColumnsPerPart, inner - j0);
                float* from = x + (o * axis + a0) * inner + j0, to = y + (o * chunks + chunk) * inner + j0;
                if (inner == 1) *to = Tree<V, TFold>(from, rows);
                else if (inner <= 32 && rows >= 128 / inner) Narrow<V, TFold>(from, rows, inner, to);
                else Columns<V, TFold>(from, rows, inner, columns, to, RowLeaf);
            }
        }
    }

    // A tree over neighbouring numbers: the left branch is the largest power of two of leaves.
    private static float Tree<V, TFold>(float* x, nint n) where V : struct, IFloats<V> where TFold : IFold
    {
        if (n <= Leaf) return OfLeaf<V, TFold>(x, (int)n);
        nint half = (nint)BitOperations.RoundUpToPowerOf2((ulong)((n + Leaf - 1) / Leaf)) / 2 * Leaf;
        return TFold.Combine(Tree<V, TFold>(x, half), Tree<V, TFold>(x + half, n - half));
    }

    private static float ScalarTree<TFold>(float* x, int n) where TFold : IFold
    {
        if (n == 1) return *x;
        int half = (int)BitOperations.RoundUpToPowerOf2((uint)n) / 2;
        return TFold.Combine(ScalarTree<TFold>(x, half), ScalarTree<TFold>(x + half, n - half));
    }

    // Bounds: n numbers; the last vector is partial, its missing lanes are the start value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float OfLeaf<V, TFold>(float* x, int n) where V : struct, IFloats<V> where TFold : IFold
    {
        V start = V.Create(TFold.Start), a = start, b = start, c = start, d = start;
        int i = 0;
        for (; i <= n - 4 * V.Count; i += 4 * V.Count)
        {
            a = TFold.Combine(a, V.Load(x + i));
            b = TFold.Combine(b, V.Load(x + i + V.Count));
            c = TFold.Combine(c, V.Load(x + i + 2 * V.Count));
            d = TFold.Combine(d, V.Load(x + i + 3 * V.Count));
        }
        for (; i <= n - V.Count; i += V.Count) a = TFold.Combine(a, V.Load(x + i));
        if (i < n) b = TFold.Combine(b, V.Select(V.Less(V.Lanes, V.Create(n - i)), V.Load(x + i, n - i), start));
        a = TFold.Combine(TFold.Combine(a, b), TFold.Combine(c, d));
        if (typeof(TFold) == typeof(Adding)) return a.Sum();
        float* lanes = stackalloc float[16];
        a.Store(lanes);
        for (int width = V.Count / 2; width > 0; width /= 2)
            for (int k = 0; k < width; k++) lanes[k] = TFold.Combine(lanes[k], lanes[k + width]);
        return lanes[0];
    }

    // Few columns: as many rows as fill some vectors are taken for one row, and what comes of them is folded at the end.
    private static void Narrow<V, TFold>(float* x, int rows, int columns, float* y) where V : struct, IFloats<V> where TFold : IFold
    {
        // Bounds: wide ≤ 64 columns of which each is in the array, rows % group rows remain.
        int group = 64 / columns, wide = group * columns;
        float* folded = stackalloc float[64];
        Columns<V, TFold>(x, rows / group, wide, wide, folded, RowLeaf);
        for (int j = 0; j < columns; j++)
        {
            for (int width = group; width > 1; width = (width + 1) / 2)
                for (int g = 0; g < width / 2; g++) folded[g * columns + j] = TFold.Combine(folded[g * columns + j], folded[((width + 1) / 2 + g) * columns + j]);
            float result = folded[j];
            for (int r = rows / group * group; r < rows; r++) result = TFold.Combine(result, x[(nint)r * columns + j]);
            y[j] = result;
        }
    }

    // Down the columns, in leaves of rows; the leaves' results are combined as a binary counter carries.
    private static void Columns<V, TFold>(float* x, int rows, nint stride, int columns, float* y, int leaf) where V : struct, IFloats<V> where TFold : IFold
    {
        int j = 0;
        for (; j <= columns - 4 * V.Count; j += 4 * V.Count) FourVectors<V, TFold>(x + j, rows, stride, y + j, leaf);
        for (; j < columns; j += V.Count) OneVector<V, TFold>(x + j, rows, stride, Math.Min(V.Count, columns - j), y + j, leaf);
    }

    // Bounds: 4 vectors' columns of `rows` rows; at most 31 leaves' results wait on the stack, as there are less than 2³¹ rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourVectors<V, TFold>(float* x, int rows, nint stride, float* y, int leaf) where V : struct, IFloats<V> where TFold : IFold
    {
        float* stack = stackalloc float[32 * 64];
        float* top = stack;
        V a, b, c, d;
        for (int r0 = 0, number = 0; r0 < rows; r0 += leaf, number++)
        {
            a = V.Load(x);
            b = V.Load(x + V.Count);
            c = V.Load(x + 2 * V.Count);
            d = V.Load(x + 3 * V.Count);
            x += stride;
            for (int r = Math.Min(leaf, rows - r0) - 1; r > 0; r--, x += stride)
            {
                a = TFold.Combine(a, V.Load(x));
                b = TFold.Combine(b, V.Load(x + V.Count));
                c = TFold.Combine(c, V.Load(x + 2 * V.Count));
                d = TFold.Combine(d, V.Load(x + 3 * V.Count));
            }
            for (int carry = number; (carry & 1) != 0; carry >>= 1)
            {
                top -= 4 * V.Count;
                a = TFold.Combine(V.Load(top), a);
                b = TFold.Combine(V.Load(top + V.Count), b);
                c = TFold.Combine(V.Load(top + 2 * V.Count), c);
                d = TFold.Combine(V.Load(top + 3 * V.Count), d);
            }
            a.Store(top);
            b.Store(top + V.Count);
            c.Store(top + 2 * V.Count);
            d.Store(top + 3 * V.Count);
            top += 4 * V.Count;
        }
        top -= 4 * V.Count;
        a = V.Load(top);
        b = V.Load(top + V.Count);
        c = V.Load(top + 2 * V.Count);
        d = V.Load(top + 3 * V.Count);
        while (top > stack)
        {
            top -= 4 * V.Count;
            a = TFold.Combine(V.Load(top), a);
            b = TFold.Combine(V.Load(top + V.Count), b);
            c = TFold.Combine(V.Load(top + 2 * V.Count), c);
            d = TFold.Combine(V.Load(top + 3 * V.Count), d);
        }
        a.Store(y);
        b.Store(y + V.Count);
        c.Store(y + 2 * V.Count);
        d.Store(y + 3 * V.Count);
    }

    // Bounds: `count` columns, at most a vector's, of `rows` rows; the stack as above.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneVector<V, TFold>(float* x, int rows, nint stride, int count, float* y, int leaf) where V : struct, IFloats<V> where TFold : IFold
    {
        float* stack = stackalloc float[32 * 16];
        float* top = stack;
        V a;
        for (int r0 = 0, number = 0; r0 < rows; r0 += leaf, number++)
        {
            a = V.Load(x, count);
            x += stride;
            for (int r = Math.Min(leaf, rows - r0) - 1; r > 0; r--, x += stride) a = TFold.Combine(a, V.Load(x, count));
            for (int carry = number; (carry & 1) != 0; carry >>= 1) a = TFold.Combine(V.Load(top -= V.Count), a);
            a.Store(top);
            top += V.Count;
        }
        top -= V.Count;
        a = V.Load(top);
        while (top > stack) a = TFold.Combine(V.Load(top -= V.Count), a);
        a.Store(y, count);
    }

    private static void Arg(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<long> y, WorkerPool? pool, bool smallest)
    {
        Check(x.Length, outer, axis, inner, y.Length);
        if (outer == 0 || inner == 0) return;
        if (axis == 0) throw new ArgumentException("The place of an extreme value along an axis without elements.", nameof(axis));
        fixed (float* px = x)
        fixed (long* py = y)
        {
            int perPart = Math.Max(1, ChunkElements / (int)Math.Min(ChunkElements, (long)axis * inner));
            pool ??= WorkerPool.Default;
            if (inner > 1) pool.Run(Count(outer, perPart), new ArgWork(px, py, outer, axis, inner, perPart, smallest));
            else if (VectorBits.Current >= 512) pool.Run(Count(outer, perPart), new RowArgWork<F512>(px, py, outer, axis, perPart, smallest));
            else if (VectorBits.Current >= 256) pool.Run(Count(outer, perPart), new RowArgWork<F256>(px, py, outer, axis, perPart, smallest));
            else pool.Run(Count(outer, perPart), new RowArgWork<F128>(px, py, outer, axis, perPart, smallest));
        }
    }

    private readonly struct RowArgWork<V>(float* x, long* y, int outer, int axis, int perPart, bool smallest) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            for (int o = part * perPart, end = Math.Min(outer, o + perPart); o < end; o++) y[o] = Place(x + (long)o * axis, axis, smallest);
        }

        // First the largest value, then its first place. Bounds: n numbers; the last vector is partial, and its missing lanes repeat the first number, which is found first.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int Place(float* x, int n, bool smallest)
        {
            V sign = V.Create(smallest ? -0f : 0f), largest = V.Create(x[0]) ^ sign, first = V.Create(x[0]), numbers = V.Equal(largest, largest);
            for (int i = 0; i < n; i += V.Count)
            {
                V v = n - i >= V.Count ? V.Load(x + i) : V.Select(V.Less(V.Lanes, V.Create(n - i)), V.Load(x + i, n - i), first);
                numbers &= V.Equal(v, v);
                largest = V.Max(largest, v ^ sign);
            }
            bool nan = V.FirstSet(numbers ^ V.Bits(-1)) < V.Count;
            V wanted = V.Create(largest.Largest());
            for (int i = 0; i < n; i += V.Count)
            {
                V v = n - i >= V.Count ? V.Load(x + i) : V.Select(V.Less(V.Lanes, V.Create(n - i)), V.Load(x + i, n - i), first);
                int lane = V.FirstSet(nan ? V.Equal(v, v) ^ V.Bits(-1) : V.Equal(v ^ sign, wanted));
                if (lane < V.Count) return i + lane;
            }
            return 0;
        }
    }

    private readonly struct ArgWork(float* x, long* y, int outer, int axis, int inner, int perPart, bool smallest) : IWork
    {
        // Bounds: o < outer, a < axis, j < inner. The values stay in the caches while the rows pass: blocks of 256 columns.
        public void Run(int part)
        {
            float* best = stackalloc float[256];
            for (int o = part * perPart, end = Math.Min(outer, o + perPart); o < end; o++)
            {
                for (int j0 = 0; j0 < inner; j0 += 256)
                {
                    int columns = Math.Min(256, inner - j0);
                    float* row = x + (long)o * axis * inner + j0;
                    long* place = y + (long)o * inner + j0;
                    new Span<long>(place, columns).Clear();
                    new Span<float>(row, columns).CopyTo(new Span<float>(best, columns));
                    for (int a = 1; a < axis; a++)
                    {
                        row += inner;
                        for (int j = 0; j < columns; j++)
                        {
                            float v = row[j], b = best[j];
                            if (!(smallest ? v < b : v > b) && (!float.IsNaN(v) || float.IsNaN(b))) continue;
                            best[j] = v;
                            place[j] = a;
                        }
                    }
                }
            }
        }
    }
}
