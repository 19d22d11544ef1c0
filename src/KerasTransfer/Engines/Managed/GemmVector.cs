using System.Runtime.CompilerServices;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Engines.Managed;

/// <summary>Products with a vector (m = 1 or n = 1), which read their matrix once: scalar products of its rows, or a sum of its rows.</summary>
internal static unsafe class GemmVector
{
    private const int RowsPerPart = 64, ColumnsPerPart = 512;   // a part is about 64 K multiply-adds at k = 1024
    private const double WorkPerPart = 64e3;

    /// <summary>Does <paramref name="problem"/> if it is one with a vector.</summary>
    public static bool TryRun(in GemmProblem<float> problem, WorkerPool pool)
    {
        if (problem.M != 1 && problem.N != 1 || problem.M == 0 || problem.N == 0 || problem.K == 0) return false;
        // As matrix · vector. n = 1: op(A) · b. m = 1: op(B)ᵀ · a.
        bool column = problem.N == 1;
        VectorProblem v = column
            ? new() { Transpose = problem.TransposeA, Rows = problem.M, Matrix = problem.A, Ld = problem.Lda, X = problem.B, XStep = problem.TransposeB ? 1 : problem.Ldb, CStep = problem.Ldc }
            : new() { Transpose = !problem.TransposeB, Rows = problem.N, Matrix = problem.B, Ld = problem.Ldb, X = problem.A, XStep = problem.TransposeA ? problem.Lda : 1, CStep = 1 };
        v.K = problem.K;
        v.C = problem.C;
        v.Alpha = problem.Alpha;
        v.Beta = problem.Beta;

        AlignedBuffer? gathered = null;
        if (v.XStep != 1)
        {
            gathered = AlignedBuffer.Rent<float>(v.K);
            for (int p = 0; p < v.K; p++) gathered.Floats[p] = v.X[p * v.XStep];
            v.X = gathered.Floats;
        }
        double work = (double)v.Rows * v.K;
        int parts = (int)Math.Clamp(work / WorkPerPart, 1, 64);
        parts = Math.Min(parts, (v.Rows + 15) / 16);
        if (VectorBits.Current >= 512) pool.Run(parts, new VectorWork<F512>(v, parts));
        else if (VectorBits.Current >= 256) pool.Run(parts, new VectorWork<F256>(v, parts));
        else pool.Run(parts, new VectorWork<F128>(v, parts));
        gathered?.Dispose();

        if (!problem.Epilogue.IsNone)
        {
            if (problem.Ldc == 1 || problem.M == 1) problem.Epilogue.ApplyVector(problem.C, v.Rows, column);
            else for (int i = 0; i < problem.M; i++) problem.Epilogue.Apply(problem.C + i * problem.Ldc, problem.Ldc, i, 0, 1, 1);
        }
        return true;
    }

    private struct VectorProblem
    {
        public bool Transpose;      // y = Mᵀ x, a sum of rows of M; else y = M x, scalar products
        public int Rows, K;         // of y, of x
        public float* Matrix, X, C;
        public nint Ld, XStep, CStep;
        public float Alpha, Beta;
    }

    private readonly struct VectorWork<V>(VectorProblem v, int parts) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            // Boundaries at multiples of 16, so that no two parts share a cache line of C.
            int blocks = (v.Rows + 15) / 16;
            int from = (int)((long)blocks * part / parts) * 16, to = Math.Min(v.Rows, (int)((long)blocks * (part + 1) / parts) * 16);
            if (v.Transpose) SumOfRows(from, to);
            else
            {
                for (int i = from; i < to; i++) Put(i, Dot(v.Matrix + i * v.Ld, v.X, v.K));
            }
        }

        private void Put(int i, float sum)
        {
            float* c = v.C + i * v.CStep;
            *c = v.Beta == 0 ? v.Alpha * sum : float.MultiplyAddEstimate(v.Beta, *c, v.Alpha * sum);
        }

        // Bounds: rows 0 … k - 1 of the matrix at columns from … to - 1; the last vectors are partial.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SumOfRows(int from, int to)
        {
            float* sums = stackalloc float[8 * 16];
            int j = from;
            for (; j + 8 * V.Count <= to; j += 8 * V.Count)
            {
                V s0 = V.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
                float* m = v.Matrix + j;
                for (int p = 0; p < v.K; p++, m += v.Ld)
                {
                    V x = V.Create(v.X[p]);
                    s0 = V.MultiplyAdd(x, V.Load(m), s0);
                    s1 = V.MultiplyAdd(x, V.Load(m + V.Count), s1);
                    s2 = V.MultiplyAdd(x, V.Load(m + 2 * V.Count), s2);
                    s3 = V.MultiplyAdd(x, V.Load(m + 3 * V.Count), s3);
                    s4 = V.MultiplyAdd(x, V.Load(m + 4 * V.Count), s4);
                    s5 = V.MultiplyAdd(x, V.Load(m + 5 * V.Count), s5);
                    s6 = V.MultiplyAdd(x, V.Load(m + 6 * V.Count), s6);
                    s7 = V.MultiplyAdd(x, V.Load(m + 7 * V.Count), s7);
                }
                s0.Store(sums);
                s1.Store(sums + V.Count);
                s2.Store(sums + 2 * V.Count);
                s3.Store(sums + 3 * V.Count);
                s4.Store(sums + 4 * V.Count);
                s5.Store(sums + 5 * V.Count);
                s6.Store(sums + 6 * V.Count);
                s7.Store(sums + 7 * V.Count);
                for (int i = 0; i < 8 * V.Count; i++) Put(j + i, sums[i]);
            }
            for (; j < to; j += V.Count)
            {
                int count = Math.Min(V.Count, to - j);
                V s = V.Zero;
                float* m = v.Matrix + j;
                if (count == V.Count)
                {
                    for (int p = 0; p < v.K; p++, m += v.Ld) s = V.MultiplyAdd(V.Create(v.X[p]), V.Load(m), s);
                }
                else
                {
                    for (int p = 0; p < v.K; p++, m += v.Ld) s = V.MultiplyAdd(V.Create(v.X[p]), V.Load(m, count), s);
                }
                s.Store(sums);
                for (int i = 0; i < count; i++) Put(j + i, sums[i]);
            }
        }

        // Four running sums of a vector each, added up pairwise. Bounds: k values of each.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Dot(float* a, float* b, int k)
        {
            V s0 = V.Zero, s1 = s0, s2 = s0, s3 = s0;
            int p = 0;
            for (; p + 4 * V.Count <= k; p += 4 * V.Count)
            {
                s0 = V.MultiplyAdd(V.Load(a + p), V.Load(b + p), s0);
                s1 = V.MultiplyAdd(V.Load(a + p + V.Count), V.Load(b + p + V.Count), s1);
                s2 = V.MultiplyAdd(V.Load(a + p + 2 * V.Count), V.Load(b + p + 2 * V.Count), s2);
                s3 = V.MultiplyAdd(V.Load(a + p + 3 * V.Count), V.Load(b + p + 3 * V.Count), s3);
            }
            for (; p < k; p += V.Count)
            {
                int count = Math.Min(V.Count, k - p);
                s0 = V.MultiplyAdd(V.Load(a + p, count), V.Load(b + p, count), s0);
            }
            return ((s0 + s1) + (s2 + s3)).Sum();
        }
    }
}
