using KerasTransfer.Engines.Managed;

namespace KerasTransfer.Tests.Engines.Managed;

using Activation = KerasTransfer.Engines.Managed.Activation;

[TestClass]
public unsafe class GemmTests
{
    private const float Guard = 12345.5f;
    public static IEnumerable<object[]> Kernels => from k in Enum.GetValues<GemmKernel>() where Gemm.IsSupported(k) select (object[])[k];
    public static IEnumerable<object[]> KernelsAndTransposes =>
        from k in Enum.GetValues<GemmKernel>() where Gemm.IsSupported(k) from a in (bool[])[false, true] from b in (bool[])[false, true] select (object[])[k, a, b];

    private static float[] Random(int seed, long count)
    {
        Random random = new(seed);
        float[] x = new float[count];
        for (int i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
        return x;
    }

    // A matrix of rows × columns with `ld` between its rows; what lies between is a number that must not get into any result, and must stay where it is.
    private static float[] Matrix(int seed, int rows, int columns, int ld)
    {
        float[] x = Random(seed, Math.Max(1, rows * ld));
        for (int i = 0; i < rows; i++)
            for (int j = columns; j < ld; j++) x[i * ld + j] = Guard;
        return x;
    }

    private static void Check(GemmKernel kernel, bool ta, bool tb, int m, int n, int k, int extra = 0, float alpha = 1, float beta = 0, Func<double, int, int, double>? finish = null,
        Epilogue epilogue = default, WorkerPool? pool = null, double slack = 0)
    {
        int lda = (ta ? m : k) + extra, ldb = (tb ? k : n) + extra, ldc = n + extra;
        float[] a = Matrix(1, ta ? k : m, ta ? m : k, lda), b = Matrix(2, tb ? n : k, tb ? k : n, ldb), c = Matrix(3, m, n, ldc);
        if (beta == 0)
            for (int i = 0; i < m; i++) c.AsSpan(i * ldc, n).Fill(float.NaN);
        float[] before = (float[])c.Clone();
        fixed (float* pa = a, pb = b, pc = c)
        {
            Gemm.Run(kernel, ta, tb, m, n, k, pa, lda, pb, ldb, pc, ldc, alpha, beta, epilogue, pool ?? WorkerPool.Serial);
        }
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0, size = 0;
                int ai = ta ? i : i * lda, aStep = ta ? lda : 1, bj = tb ? j * ldb : j, bStep = tb ? 1 : ldb;
                for (int p = 0; p < k; p++, ai += aStep, bj += bStep)
                {
                    double term = (double)a[ai] * b[bj];
                    sum += term;
                    size += Math.Abs(term);
                }
                double expected = alpha * sum + (beta == 0 ? 0 : beta * before[i * ldc + j]);
                if (finish is not null) expected = finish(expected, i, j);
                double tolerance = 1e-6 + slack + Math.Abs(alpha) * size * 6e-8 * (4 + Math.Sqrt(k)) + Math.Abs(beta) * 1e-7;
                if (!(Math.Abs(c[i * ldc + j] - expected) <= tolerance))
                    Assert.Fail($"{kernel} ta={ta} tb={tb} m={m} n={n} k={k} ld+{extra} alpha={alpha} beta={beta}: C[{i}, {j}] = {c[i * ldc + j]}, expected {expected} ± {tolerance}");
            }
            for (int j = n; j < ldc; j++) Assert.AreEqual(Guard, c[i * ldc + j], $"beyond row {i}, m={m} n={n} k={k}");
        }
    }

    [TestMethod, DynamicData(nameof(KernelsAndTransposes))]
    public void Agrees_with_sums_in_double(object kernel, bool ta, bool tb)
    {
        int[] sizes = [1, 2, 3, 5, 7, 8, 13, 15, 16, 17, 33];
        foreach (int m in sizes)
            foreach (int n in sizes)
                foreach (int k in (int[])[0, 1, 5, 17]) Check((GemmKernel)kernel, ta, tb, m, n, k);
        foreach (int m in (int[])[1, 14, 65, 100])
            foreach (int n in (int[])[1, 10, 65, 100])
                foreach (int k in (int[])[1, 64, 100]) Check((GemmKernel)kernel, ta, tb, m, n, k);
    }

    [TestMethod, DynamicData(nameof(KernelsAndTransposes))]
    public void Takes_leading_dimensions_alpha_and_beta(object kernel, bool ta, bool tb)
    {
        foreach (int m in (int[])[1, 5, 33, 65])
            foreach (int n in (int[])[1, 7, 33, 65])
                foreach (int k in (int[])[0, 1, 31, 130])
                {
                    Check((GemmKernel)kernel, ta, tb, m, n, k, extra: 3, alpha: -0.5f, beta: 1);
                    Check((GemmKernel)kernel, ta, tb, m, n, k, extra: 17, alpha: 2, beta: 0.25f);
                    Check((GemmKernel)kernel, ta, tb, m, n, k, extra: 1, alpha: 3, beta: 0);
                }
    }

    [TestMethod, DynamicData(nameof(KernelsAndTransposes))]
    public void Cuts_long_sums_and_wide_results_into_blocks(object kernel, bool ta, bool tb)
    {
        Check((GemmKernel)kernel, ta, tb, 66, 67, 1200, extra: 5, alpha: 0.5f, beta: 0.5f);
        Check((GemmKernel)kernel, ta, tb, 130, 70, 600);
        Check((GemmKernel)kernel, ta, tb, 20, 300, 784);
        Check((GemmKernel)kernel, ta, tb, 66, 4200, 65);
        Check((GemmKernel)kernel, ta, tb, 257, 100, 65);
        Check((GemmKernel)kernel, ta, tb, 1, 1500, 900);
        Check((GemmKernel)kernel, ta, tb, 1500, 1, 900, extra: 2, alpha: 2, beta: -1);
    }

    [TestMethod]
    public void Empty_products_do_nothing_or_scale()
    {
        foreach ((int m, int n) in ((int, int)[])[(0, 5), (5, 0), (0, 0)]) Check(Gemm.BestKernel, false, false, m, n, 3);
        Check(Gemm.BestKernel, false, false, 3, 4, 0, beta: 2);
        Check(Gemm.BestKernel, true, true, 1, 4, 0);
    }

    public static IEnumerable<object[]> Activations => from activation in Enum.GetValues<Activation>() select (object[])[activation];

    internal static double Exact(Activation activation, double slope, double x) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Relu6 => Math.Clamp(x, 0, 6),
        Activation.LeakyRelu => x < 0 ? slope * x : x,
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Tanh => Math.Tanh(x),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Elu => x < 0 ? slope * (Math.Exp(x) - 1) : x,
        _ => x,
    };

    [TestMethod, DynamicData(nameof(Activations))]
    public void Epilogues_add_biases_and_activate(object activationBoxed)
    {
        Activation activation = (Activation)activationBoxed;
        const float slope = 0.3f;
        foreach (object[] row in Kernels)
            foreach ((int m, int n, int k) in ((int, int, int)[])[(1, 1, 1), (1, 40, 9), (40, 1, 9), (3, 5, 7), (32, 100, 30), (100, 33, 17), (90, 90, 500), (5, 6, 0)])
            {
                float[] columnBias = Random(4, n), rowBias = Random(5, m);
                fixed (float* pc = columnBias, pr = rowBias)
                {
                    foreach (int which in (int[])[0, 1, 2, 3])
                    {
                        Epilogue epilogue = new()
                        {
                            ColumnBias = (which & 1) != 0 ? pc : null, RowBias = (which & 2) != 0 ? pr : null, Activation = activation, Slope = slope,
                        };
                        Check((GemmKernel)row[0], false, which == 2, m, n, k, extra: which, alpha: 0.75f, beta: which == 3 ? 1 : 0, epilogue: epilogue, slack: 1e-6,
                            finish: (x, i, j) => Exact(activation, slope, x + ((which & 1) != 0 ? columnBias[j] : 0) + ((which & 2) != 0 ? rowBias[i] : 0)));
                    }
                }
            }
    }

    [TestMethod]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        foreach ((bool ta, bool tb, int m, int n, int k) in ((bool, bool, int, int, int)[])
                 [(false, false, 32, 300, 784), (true, false, 784, 300, 32), (false, true, 32, 300, 100), (false, false, 200, 200, 900), (false, false, 1, 3000, 500), (false, false, 3000, 1, 500), (true, true, 150, 700, 80)])
        {
            float[] a = Random(1, (long)m * k), b = Random(2, (long)k * n), c0 = Random(3, (long)m * n);
            float[]? first = null;
            foreach (int threads in (int[])[1, 2, 3, 5])
            {
                using WorkerPool pool = new(threads);
                float[] c = (float[])c0.Clone();
                fixed (float* pa = a, pb = b, pc = c) Gemm.Run(ta, tb, m, n, k, pa, ta ? m : k, pb, tb ? k : n, pc, n, -0.1f, 1, default, pool);
                first ??= c;
                Assert.IsTrue(first.AsSpan().SequenceEqual(c), $"{m} x {n} x {k}, {threads} threads");
            }
        }
    }

    [TestMethod, DynamicData(nameof(Kernels))]
    public void A_row_has_the_same_bits_whatever_the_other_rows(object kernel)
    {
        const int n = 70, k = 500;
        float[] a = Random(1, 300 * k), b = Random(2, k * n), all = new float[300 * n], some = new float[300 * n];
        fixed (float* pa = a, pb = b, pall = all, psome = some)
        {
            Gemm.Run((GemmKernel)kernel, false, false, 300, n, k, pa, k, pb, n, pall, n);
            foreach (int m in (int[])[1, 2, 15, 33, 64, 65, 128])
            {
                Gemm.Run((GemmKernel)kernel, false, false, m, n, k, pa, k, pb, n, psome, n);
                if (m > 1) Assert.IsTrue(all.AsSpan(0, m * n).SequenceEqual(some.AsSpan(0, m * n)), $"{m} rows");
            }
        }
    }

    [TestMethod]
    public void Batches_are_products_one_by_one()
    {
        foreach ((int batch, int m, int n, int k) in ((int, int, int, int)[])[(0, 3, 3, 3), (1, 5, 6, 7), (7, 5, 6, 7), (9, 33, 65, 40), (3, 200, 180, 160), (6, 1, 50, 33)])
            foreach (bool shared in (bool[])[false, true])
            {
                float[] a = Random(1, Math.Max(1, batch * m * k)), b = Random(2, Math.Max(1, batch * k * n)), c = Random(3, Math.Max(1, batch * m * n)), expected = (float[])c.Clone();
                long strideB = shared ? 0 : k * n;
                fixed (float* pa = a, pb = b, pc = c, pe = expected)
                {
                    Gemm.RunBatched(batch, false, true, m, n, k, pa, k, m * k, pb, k, strideB, pc, n, m * n, 2, 0.5f);
                    for (int i = 0; i < batch; i++) Gemm.Run(false, true, m, n, k, pa + i * m * k, k, pb + i * strideB, k, pe + i * m * n, n, 2, 0.5f);
                }
                Assert.IsTrue(expected.AsSpan().SequenceEqual(c));
            }
    }

    [TestMethod]
    public void Double_precision()
    {
        foreach (bool ta in (bool[])[false, true])
            foreach (bool tb in (bool[])[false, true])
                foreach (int m in (int[])[1, 3, 4, 9, 70])
                    foreach (int n in (int[])[1, 5, 8, 16, 33, 90])
                        foreach (int k in (int[])[0, 1, 7, 100, 500])
                        {
                            Random random = new(m * n + k);
                            int lda = (ta ? m : k) + 1, ldb = (tb ? k : n) + 2, ldc = n + 3;
                            double[] a = [.. Enumerable.Range(0, (ta ? k : m) * lda + 1).Select(_ => random.NextDouble() - 0.5)];
                            double[] b = [.. Enumerable.Range(0, (tb ? n : k) * ldb + 1).Select(_ => random.NextDouble() - 0.5)];
                            double[] c = [.. Enumerable.Range(0, m * ldc).Select(_ => random.NextDouble() - 0.5)], before = [.. c];
                            fixed (double* pa = a, pb = b, pc = c) Gemm.Run(ta, tb, m, n, k, pa, lda, pb, ldb, pc, ldc, 0.5, 2);
                            for (int i = 0; i < m; i++)
                                for (int j = 0; j < ldc; j++)
                                {
                                    double sum = 0;
                                    if (j < n)
                                        for (int p = 0; p < k; p++) sum += a[ta ? p * lda + i : i * lda + p] * b[tb ? j * ldb + p : p * ldb + j];
                                    double expected = j < n ? 0.5 * sum + 2 * before[i * ldc + j] : before[i * ldc + j];
                                    Assert.AreEqual(expected, c[i * ldc + j], 1e-12, $"{m} {n} {k} at {i} {j}");
                                }
                        }
    }

    [TestMethod]
    public void A_product_allocates_nothing()
    {
        float[] a = Random(1, 300 * 300), b = Random(2, 300 * 300), c = new float[300 * 300];
        fixed (float* pa = a, pb = b, pc = c)
        {
            for (int i = 0; i < 3; i++) Gemm.Run(false, true, 300, 300, 300, pa, 300, pb, 300, pc, 300);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++) Gemm.Run(false, true, 300, 300, 300, pa, 300, pb, 300, pc, 300);
            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [TestMethod]
    public void Leading_dimensions_are_checked() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Gemm.Run(false, false, 2, 3, 4, (float*)null, 3, null, 3, null, 3));
}
