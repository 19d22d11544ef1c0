using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Softmax along the rows of a matrix, its logarithm, and the cross-entropies that work on its input. The largest value of a row is taken off first, so nothing overflows.</summary>
internal static unsafe class SoftmaxKernels
{
    private const int ElementsPerPart = 8192;

    private enum Kind { Softmax, LogSoftmax, SoftmaxGradient, LogSoftmaxGradient, CrossEntropy, SparseCrossEntropy }

    /// <summary>y = eˣ / Σ eˣ.</summary>
    public static void Softmax(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, WorkerPool? pool = null) =>
        Run(Kind.Softmax, x, default, default, rows, columns, y, default, pool);

    /// <summary>y = x - ln Σ eˣ.</summary>
    public static void LogSoftmax(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, WorkerPool? pool = null) =>
        Run(Kind.LogSoftmax, x, default, default, rows, columns, y, default, pool);

    /// <summary>dx = (dy - Σ dy · y) · y, with y the result of <see cref="Softmax"/>.</summary>
    public static void SoftmaxGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int rows, int columns, Span<float> dx, WorkerPool? pool = null) =>
        Run(Kind.SoftmaxGradient, y, dy, default, rows, columns, dx, default, pool);

    /// <summary>dx = dy - eʸ · Σ dy, with y the result of <see cref="LogSoftmax"/>.</summary>
    public static void LogSoftmaxGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int rows, int columns, Span<float> dx, WorkerPool? pool = null) =>
        Run(Kind.LogSoftmaxGradient, y, dy, default, rows, columns, dx, default, pool);

    /// <summary>
    /// loss (rows) = -Σ t · ln softmax(x) for logits x and targets t, and, unless <paramref name="gradient"/> is empty, its gradient (rows, columns) = softmax(x) - t.
    /// </summary>
    /// <remarks>The gradient is TensorFlow's: exact where the targets of a row add up to 1.</remarks>
    public static void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int rows, int columns, Span<float> loss, Span<float> gradient, WorkerPool? pool = null) =>
        Run(Kind.CrossEntropy, logits, targets, default, rows, columns, gradient, loss, pool);

    /// <summary>
    /// loss (rows) = -ln softmax(x)[class] for logits x and class numbers, and, unless <paramref name="gradient"/> is empty, its gradient (rows, columns) = softmax(x) - one_hot(class).
    /// </summary>
    /// <returns>The first row whose class number is none of the columns, before anything is computed; -1 if all are.</returns>
    public static int SparseCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<long> classes, int rows, int columns, Span<float> loss, Span<float> gradient, WorkerPool? pool = null)
    {
        if (classes.Length < rows) throw new ArgumentException($"{classes.Length} class numbers for {rows} rows.", nameof(classes));
        for (int i = 0; i < rows; i++)
            if ((ulong)classes[i] >= (ulong)columns) return i;
        Run(Kind.SparseCrossEntropy, logits, default, classes, rows, columns, gradient, loss, pool);
        return -1;
    }

    private static void Run(Kind kind, ReadOnlySpan<float> x, ReadOnlySpan<float> other, ReadOnlySpan<long> classes, int rows, int columns, Span<float> y, Span<float> loss, WorkerPool? pool)
    {
        bool isLoss = kind is Kind.CrossEntropy or Kind.SparseCrossEntropy, hasOther = kind is Kind.SoftmaxGradient or Kind.LogSoftmaxGradient or Kind.CrossEntropy;
        long size = (long)rows * columns;
        if (x.Length != size || hasOther && other.Length != size) throw new ArgumentException($"{rows} x {columns} elements, given {x.Length}{(hasOther ? $" and {other.Length}" : "")}.", nameof(x));
        if (y.Length < size && !(isLoss && y.IsEmpty)) throw new ArgumentException($"{rows} x {columns} results, room for {y.Length}.", nameof(y));
        if (isLoss && loss.Length < rows) throw new ArgumentException($"{rows} losses, room for {loss.Length}.", nameof(loss));
        if (isLoss && columns == 0) loss[..rows].Clear();
        if (size == 0) return;
        int perPart = Math.Max(1, ElementsPerPart / columns), parts = (rows + perPart - 1) / perPart;
        pool ??= WorkerPool.Default;
        fixed (float* px = x, po = other, py = y, pl = loss)
        fixed (long* pc = classes)
        {
            if (VectorBits.Current >= 512) pool.Run(parts, new RowsWork<F512>(kind, px, po, pc, py, pl, rows, columns, perPart));
            else if (VectorBits.Current >= 256) pool.Run(parts, new RowsWork<F256>(kind, px, po, pc, py, pl, rows, columns, perPart));
            else pool.Run(parts, new RowsWork<F128>(kind, px, po, pc, py, pl, rows, columns, perPart));
        }
    }

    // Bounds of all that follows: n columns of row i < rows; the last vector of a row is partial, and what its missing lanes hold is kept out of sums and maxima.
    private readonly struct RowsWork<V>(Kind kind, float* x, float* other, long* classes, float* y, float* loss, int rows, int n, int perPart) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            for (int i = part * perPart, end = Math.Min(rows, i + perPart); i < end; i++)
            {
                float* from = x + (long)i * n, second = other is null ? null : other + (long)i * n, to = y is null ? null : y + (long)i * n;
                switch (kind)
                {
                    case Kind.Softmax:
                        Divide(to, n, Exps(from, n, Largest(from, n), to));
                        break;
                    case Kind.LogSoftmax:
                        float largest = Largest(from, n);
                        Subtract(from, n, largest, MathF.Log(Exps(from, n, largest, null)), to);
                        break;
                    case Kind.SoftmaxGradient:
                        SoftmaxGradientRow(from, second, n, to);
                        break;
                    case Kind.LogSoftmaxGradient:
                        LogSoftmaxGradientRow(from, second, n, to);
                        break;
                    default:
                        Loss(from, second, to, i);
                        break;
                }
            }
        }

        private void Loss(float* from, float* targets, float* to, int i)
        {
            float largest = Largest(from, n), log;
            if (kind == Kind.SparseCrossEntropy)
            {
                int target = (int)classes[i];
                float at = from[target];
                float sum = Exps(from, n, largest, to);
                log = MathF.Log(sum);
                loss[i] = log - (at - largest);
                if (to is null) return;
                Divide(to, n, sum);
                to[target] -= 1;
                return;
            }
            float total = Exps(from, n, largest, null);
            log = MathF.Log(total);
            loss[i] = TargetSum(from, targets, n, largest, log);
            if (to is null) return;
            GradientRow(from, targets, n, largest, total, to);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Largest(float* x, int n)
        {
            V m = V.Create(float.NegativeInfinity);
            int i = 0;
            for (; i <= n - V.Count; i += V.Count) m = V.Max(m, V.Load(x + i));
            if (i < n) m = V.Max(m, V.Select(V.Less(V.Lanes, V.Create(n - i)), V.Load(x + i, n - i), m));
            float largest = m[0];
            for (int lane = 1; lane < V.Count; lane++) largest = largest < m[lane] ? m[lane] : largest;
            return largest;
        }

        // Writes e^(x - largest), unless y is null, and gives their sum.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Exps(float* x, int n, float largest, float* y)
        {
            V m = V.Create(largest), a = V.Zero, b = V.Zero;
            int i = 0;
            for (; i <= n - 2 * V.Count; i += 2 * V.Count)
            {
                V p = FloatMath.ExpOfNegative(V.Load(x + i) - m), q = FloatMath.ExpOfNegative(V.Load(x + i + V.Count) - m);
                a += p;
                b += q;
                if (y is null) continue;
                p.Store(y + i);
                q.Store(y + i + V.Count);
            }
            for (; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                V e = V.Select(V.Less(V.Lanes, V.Create(count)), FloatMath.ExpOfNegative(V.Load(x + i, count) - m), V.Zero);
                a += e;
                if (y is not null) e.Store(y + i, count);
            }
            return (a + b).Sum();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Divide(float* y, int n, float by)
        {
            V divisor = V.Create(by);
            int i = 0;
            for (; i <= n - V.Count; i += V.Count) (V.Load(y + i) / divisor).Store(y + i);
            if (i < n) (V.Load(y + i, n - i) / divisor).Store(y + i, n - i);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Subtract(float* x, int n, float largest, float log, float* y)
        {
            V m = V.Create(largest), l = V.Create(log);
            int i = 0;
            for (; i <= n - V.Count; i += V.Count) (V.Load(x + i) - m - l).Store(y + i);
            if (i < n) (V.Load(x + i, n - i) - m - l).Store(y + i, n - i);
        }

        // Σ t · (log - (x - largest))
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float TargetSum(float* x, float* t, int n, float largest, float log)
        {
            V m = V.Create(largest), l = V.Create(log), sum = V.Zero;
            for (int i = 0; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                sum = V.MultiplyAdd(V.Load(t + i, count), l - (V.Load(x + i, count) - m), sum);   // missing lanes: t is 0
            }
            return sum.Sum();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void GradientRow(float* x, float* t, int n, float largest, float total, float* dx)
        {
            V m = V.Create(largest), divisor = V.Create(total);
            for (int i = 0; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                (FloatMath.ExpOfNegative(V.Load(x + i, count) - m) / divisor - V.Load(t + i, count)).Store(dx + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void SoftmaxGradientRow(float* y, float* dy, int n, float* dx)
        {
            V sum = V.Zero;
            for (int i = 0; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                sum = V.MultiplyAdd(V.Load(y + i, count), V.Load(dy + i, count), sum);
            }
            V s = V.Create(sum.Sum());
            for (int i = 0; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                ((V.Load(dy + i, count) - s) * V.Load(y + i, count)).Store(dx + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void LogSoftmaxGradientRow(float* y, float* dy, int n, float* dx)
        {
            V sum = V.Zero;
            for (int i = 0; i < n; i += V.Count) sum += V.Load(dy + i, Math.Min(V.Count, n - i));
            V s = V.Create(-sum.Sum());
            for (int i = 0; i < n; i += V.Count)
            {
                int count = Math.Min(V.Count, n - i);
                V.MultiplyAdd(FloatMath.Exp(V.Load(y + i, count)), s, V.Load(dy + i, count)).Store(dx + i, count);
            }
        }
    }
}
