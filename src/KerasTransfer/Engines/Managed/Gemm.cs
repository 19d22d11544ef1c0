using System.Numerics.Tensors;

namespace KerasTransfer.Engines.Managed;

/// <summary>Matrix products in row-major order: C = alpha · op(A) · op(B) + beta · C, where op(X) is X or its transpose.</summary>
/// <remarks>
/// <para>Each element of C is a chain of multiply-adds over k in ascending order, in blocks whose size follows from k alone; so its bits depend neither on the number of threads
/// nor on the other rows and columns. Vectors (m or n = 1) take scalar products or sums of rows instead, in an order of their own, as fixed.</para>
/// <para>Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008. Where packing would cost as much as the product, the matrices
/// are read in place.</para>
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>The micro-kernel for this processor.</summary>
    public static GemmKernel BestKernel { get; } =
        GemmKernelAvx512.IsSupported ? GemmKernel.Avx512 : GemmKernelAvx2.IsSupported ? GemmKernel.Avx2 : GemmKernel.Portable;

    /// <summary>Whether this processor can run <paramref name="kernel"/>.</summary>
    public static bool IsSupported(GemmKernel kernel) => kernel switch
    {
        GemmKernel.Avx512 => GemmKernelAvx512.IsSupported,
        GemmKernel.Avx2 => GemmKernelAvx2.IsSupported,
        _ => true,
    };

    /// <summary>C (m × n) = alpha · op(A) · op(B) + beta · C, then the epilogue. op(A) is m × k, op(B) k × n.</summary>
    /// <remarks>A leading dimension is what lies between the starts of two rows of a matrix as stored, at least a row's length. With beta = 0, C is not read and may hold anything.
    /// The epilogue is applied while the result is in the cache. The threads are those of <see cref="WorkerPool.Default"/>, unless another pool is given.</remarks>
    public static void Run(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc,
        float alpha = 1, float beta = 0, in Epilogue epilogue = default, WorkerPool? pool = null) =>
        Run(BestKernel, transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, alpha, beta, epilogue, pool);

    /// <summary>The same with a micro-kernel of one's choice.</summary>
    public static void Run(GemmKernel kernel, bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc,
        float alpha = 1, float beta = 0, in Epilogue epilogue = default, WorkerPool? pool = null)
    {
        Check(transposeA, transposeB, m, n, k, lda, ldb, ldc);
        GemmProblem<float> problem = new()
        {
            TransposeA = transposeA, TransposeB = transposeB, M = m, N = n, K = k, A = a, Lda = lda, B = b, Ldb = ldb, C = c, Ldc = ldc,
            Alpha = alpha, Beta = beta, Epilogue = epilogue,
        };
        Run(kernel, problem, pool ?? WorkerPool.Default);
    }

    /// <summary>The same in double precision, without epilogue.</summary>
    public static void Run(bool transposeA, bool transposeB, int m, int n, int k, double* a, int lda, double* b, int ldb, double* c, int ldc,
        double alpha = 1, double beta = 0, WorkerPool? pool = null)
    {
        Check(transposeA, transposeB, m, n, k, lda, ldb, ldc);
        GemmProblem<double> problem = new()
        {
            TransposeA = transposeA, TransposeB = transposeB, M = m, N = n, K = k, A = a, Lda = lda, B = b, Ldb = ldb, C = c, Ldc = ldc, Alpha = alpha, Beta = beta,
        };
        Run(problem, pool ?? WorkerPool.Default);
    }

    private static void Run(in GemmProblem<double> problem, WorkerPool pool)
    {
        // A matrix times a vector, both as they lie: scalar products. Bounds: m (or n) rows of k values, and k values of the vector.
        if (problem is { N: 1, TransposeA: false } && (problem.TransposeB || problem.Ldb == 1)) Dots(problem.A, problem.Lda, problem.M, problem.B, problem.Ldc, problem);
        else if (problem is { M: 1, TransposeB: true } && (!problem.TransposeA || problem.Lda == 1)) Dots(problem.B, problem.Ldb, problem.N, problem.A, 1, problem);
        else GemmBlocks<double, GemmKernelDouble>.Run(problem, pool);

        static void Dots(double* matrix, nint ld, int rows, double* vector, nint step, in GemmProblem<double> problem)
        {
            for (int i = 0; i < rows; i++)
            {
                double sum = problem.Alpha * TensorPrimitives.Dot(new ReadOnlySpan<double>(matrix + i * ld, problem.K), new ReadOnlySpan<double>(vector, problem.K));
                double* c = problem.C + i * step;
                *c = problem.Beta == 0 ? sum : problem.Beta * *c + sum;
            }
        }
    }

    /// <summary><paramref name="batch"/> products of one shape; the strides are elements from one matrix to the next, 0 where all products share one (not C).</summary>
    public static void RunBatched(int batch, bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, long strideA, float* b, int ldb, long strideB,
        float* c, int ldc, long strideC, float alpha = 1, float beta = 0, in Epilogue epilogue = default, WorkerPool? pool = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        Check(transposeA, transposeB, m, n, k, lda, ldb, ldc);
        GemmProblem<float> problem = new()
        {
            TransposeA = transposeA, TransposeB = transposeB, M = m, N = n, K = k, A = a, Lda = lda, B = b, Ldb = ldb, C = c, Ldc = ldc,
            Alpha = alpha, Beta = beta, Epilogue = epilogue,
        };
        RunBatched(batch, problem, strideA, strideB, strideC, pool ?? WorkerPool.Default);
    }

    /// <summary>The same in double precision.</summary>
    public static void RunBatched(int batch, bool transposeA, bool transposeB, int m, int n, int k, double* a, int lda, long strideA, double* b, int ldb, long strideB,
        double* c, int ldc, long strideC, double alpha = 1, double beta = 0, WorkerPool? pool = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        Check(transposeA, transposeB, m, n, k, lda, ldb, ldc);
        GemmProblem<double> problem = new()
        {
            TransposeA = transposeA, TransposeB = transposeB, M = m, N = n, K = k, A = a, Lda = lda, B = b, Ldb = ldb, C = c, Ldc = ldc, Alpha = alpha, Beta = beta,
        };
        RunBatched(batch, problem, strideA, strideB, strideC, pool ?? WorkerPool.Default);
    }

    internal static void Run<T>(GemmKernel kernel, in GemmProblem<T> problem, WorkerPool pool) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            fixed (GemmProblem<T>* p = &problem) Run(*(GemmProblem<double>*)p, pool);
            return;
        }
        fixed (GemmProblem<T>* p = &problem)
        {
            ref readonly GemmProblem<float> single = ref *(GemmProblem<float>*)p;   // T is float
            if (GemmVector.TryRun(single, pool)) return;
            switch (kernel)
            {
                case GemmKernel.Avx512: GemmBlocks<float, GemmKernelAvx512>.Run(single, pool); break;
                case GemmKernel.Avx2: GemmBlocks<float, GemmKernelAvx2>.Run(single, pool); break;
                default: GemmBlocks<float, GemmKernelPortable>.Run(single, pool); break;
            }
        }
    }

    private static void RunBatched<T>(int batch, in GemmProblem<T> problem, long strideA, long strideB, long strideC, WorkerPool pool) where T : unmanaged
    {
        BatchWork<T> work = new(problem, strideA, strideB, strideC);
        // Large products share out their own work, small ones are shared out: the bits are the same either way.
        bool large = (double)problem.M * problem.N * problem.K > 4e6 || batch == 1;
        if (large)
        {
            for (int i = 0; i < batch; i++) work.Run(i, pool);
        }
        else if ((double)problem.M * problem.N * problem.K * batch < 100_000)
        {
            for (int i = 0; i < batch; i++) work.Run(i, WorkerPool.Serial);
        }
        else pool.Run(batch, work);
    }

    private readonly struct BatchWork<T>(GemmProblem<T> problem, long strideA, long strideB, long strideC) : IWork where T : unmanaged
    {
        public void Run(int i) => Run(i, WorkerPool.Serial);

        public void Run(int i, WorkerPool pool)
        {
            GemmProblem<T> one = problem;
            one.A += i * strideA;
            one.B += i * strideB;
            one.C += i * strideC;
            Gemm.Run(BestKernel, one, pool);
        }
    }

    private static void Check(bool transposeA, bool transposeB, int m, int n, int k, int lda, int ldb, int ldc)
    {
        if (m < 0 || n < 0 || k < 0) throw new ArgumentOutOfRangeException(nameof(m), $"A product of {m} x {k} and {k} x {n}.");
        if (lda < (transposeA ? m : k)) throw new ArgumentOutOfRangeException(nameof(lda), $"Rows of A are {(transposeA ? m : k)} long, given {lda}.");
        if (ldb < (transposeB ? k : n)) throw new ArgumentOutOfRangeException(nameof(ldb), $"Rows of B are {(transposeB ? k : n)} long, given {ldb}.");
        if (ldc < n) throw new ArgumentOutOfRangeException(nameof(ldc), $"Rows of C are {n} long, given {ldc}.");
    }
}

/// <summary>One product.</summary>
internal unsafe struct GemmProblem<T> where T : unmanaged
{
    public bool TransposeA, TransposeB;
    public int M, N, K;
    public T* A, B, C;
    public nint Lda, Ldb, Ldc;
    public T Alpha, Beta;
    /// <summary>For single precision only.</summary>
    public Epilogue Epilogue;
}
