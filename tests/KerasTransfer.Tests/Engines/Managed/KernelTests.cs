using System.Runtime.InteropServices;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Tests.Engines.Managed;

using Activation = KerasTransfer.Engines.Managed.Activation;

[TestClass, DoNotParallelize]
public unsafe class KernelTests
{
    internal static readonly int[] Sizes = [0, 1, 2, 3, 5, 7, 8, 13, 15, 16, 17, 31, 33, 64, 65, 100, 257];

    public static IEnumerable<object[]> Widths => from bits in (int[])[128, 256, 512] where bits <= VectorBits.Best select (object[])[bits];

    internal static float[] Random(int seed, long count, float scale = 1)
    {
        Random random = new(seed);
        float[] x = new float[count];
        for (int i = 0; i < x.Length; i++) x[i] = (random.NextSingle() * 2 - 1) * scale;
        return x;
    }

    private static Span<byte> Bytes(float[] x) => MemoryMarshal.AsBytes(x.AsSpan());

    internal static void With(int bits, Action action)
    {
        int before = VectorBits.Current;
        VectorBits.Current = bits;
        try { action(); }
        finally { VectorBits.Current = before; }
    }

    /// <summary>Units in the last place of the expected value, as a float.</summary>
    private static double Ulps(float got, double expected)
    {
        float e = (float)expected;
        if (float.IsNaN(e)) return float.IsNaN(got) ? 0 : double.PositiveInfinity;
        if (float.IsInfinity(e)) return got == e ? 0 : double.PositiveInfinity;
        double unit = Math.Max(Math.Abs(e) < 1.2e-38 ? 1.4e-45 : MathF.BitIncrement(MathF.Abs(e)) - (double)MathF.Abs(e), 1.4e-45);
        return Math.Abs(got - expected) / unit;
    }

    private delegate void UnaryKernel(ReadOnlySpan<float> x, Span<float> y);
    private delegate void GradientKernel(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);

    private static double Erf(double x)
    {
        // Power series below 3, continued fraction of erfc above.
        double a = Math.Abs(x);
        if (a < 3)
        {
            double term = a, sum = a;
            for (int n = 1; n < 200; n++)
            {
                term *= -a * a / n;
                sum += term / (2 * n + 1);
            }
            return Math.Sign(x) * 2 / Math.Sqrt(Math.PI) * sum;
        }
        double f = 0;
        for (int n = 60; n > 0; n--) f = n / 2.0 / (a + f);
        return Math.Sign(x) * (1 - Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + f));
    }

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
    private static double LogOnePlus(double x) => x < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);
    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-4 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;
    private static double Normal(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static readonly (string Name, UnaryKernel Kernel, Func<double, double> Exact, float Reach, double Ulps, double Absolute)[] s_unary =
    [
        ("Relu", ActivationKernels.Relu, x => Math.Max(x, 0), 100, 0, 0),
        ("Relu6", ActivationKernels.Relu6, x => Math.Clamp(x, 0, 6), 10, 0, 0),
        ("LeakyRelu", (x, y) => ActivationKernels.LeakyRelu(x, y, 0.3f), x => x < 0 ? 0.3f * x : x, 100, 0.5, 0),
        ("Elu", (x, y) => ActivationKernels.Elu(x, y, 1.5f), x => x < 0 ? 1.5 * ExpMinusOne(x) : x, 100, 2.5, 0),
        ("Selu", ActivationKernels.Selu, x => x < 0 ? 1.0507009873554805 * 1.6732632423543772 * ExpMinusOne(x) : 1.0507009873554805 * x, 100, 2.5, 0),
        ("Sigmoid", ActivationKernels.Sigmoid, Sigmoid, 80, 2.5, 0),
        ("Softplus", ActivationKernels.Softplus, x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), 80, 2.5, 0),
        ("Softsign", ActivationKernels.Softsign, x => x / (1 + Math.Abs(x)), 80, 1.5, 0),
        ("Silu", ActivationKernels.Silu, x => x * Sigmoid(x), 80, 3, 0),
        ("Tanh", ActivationKernels.Tanh, Math.Tanh, 20, 2, 0),
        ("Exp", ActivationKernels.Exp, Math.Exp, 87, 1.5, 0),
        ("Log", (x, y) => { float[] a = x.ToArray(); for (int i = 0; i < a.Length; i++) a[i] = Math.Abs(a[i]); ActivationKernels.Log(a, y); }, x => Math.Log(Math.Abs(x)), 5, 1.5, 0),
        ("Erf", ActivationKernels.Erf, Erf, 6, 2, 0),
        ("Gelu", ActivationKernels.Gelu, x => x / 2 * (1 + Erf(x / Math.Sqrt(2))), 8, 4, 2e-7),
        ("GeluTanh", ActivationKernels.GeluTanh, x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), 8, 4, 3e-7),
    ];

    private static readonly (string Name, GradientKernel Kernel, Func<double, double, double> Exact, float Reach)[] s_gradients =
    [
        ("Relu", ActivationKernels.ReluGradient, (x, dy) => x > 0 ? dy : 0, 5),
        ("Relu6", ActivationKernels.Relu6Gradient, (x, dy) => x is > 0 and < 6 ? dy : 0, 9),
        ("LeakyRelu", (x, dy, dx) => ActivationKernels.LeakyReluGradient(x, dy, dx, 0.3f), (x, dy) => x > 0 ? dy : 0.3f * dy, 5),
        ("Elu", (y, dy, dx) => ActivationKernels.EluGradient(y, dy, dx, 1.5f), (y, dy) => y > 0 ? dy : dy * (y + 1.5), 1.5f),
        ("Selu", ActivationKernels.SeluGradient, (y, dy) => y < 0 ? dy * (y + 1.0507009873554805 * 1.6732632423543772) : dy * 1.0507009873554805, 1.7f),
        ("Sigmoid", ActivationKernels.SigmoidGradient, (y, dy) => dy * y * (1 - y), 1),
        ("Softplus", ActivationKernels.SoftplusGradient, (x, dy) => dy * Sigmoid(x), 20),
        ("Softsign", ActivationKernels.SoftsignGradient, (x, dy) => dy / Math.Pow(1 + Math.Abs(x), 2), 20),
        ("Silu", ActivationKernels.SiluGradient, (x, dy) => dy * Sigmoid(x) * (1 + x * (1 - Sigmoid(x))), 20),
        ("Tanh", ActivationKernels.TanhGradient, (y, dy) => dy * (1 - y * y), 1),
        ("Gelu", ActivationKernels.GeluGradient, (x, dy) => dy * (0.5 * (1 + Erf(x / Math.Sqrt(2))) + x * Normal(x)), 6),
        ("GeluTanh", ActivationKernels.GeluTanhGradient, (x, dy) =>
        {
            double c = Math.Sqrt(2 / Math.PI), t = Math.Tanh(c * (x + 0.044715 * x * x * x));
            return dy * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * c * (1 + 3 * 0.044715 * x * x));
        }, 6),
    ];

    [TestMethod, DynamicData(nameof(Widths))]
    public void Activations_agree_with_double(int bits) => With(bits, () =>
    {
        foreach (var (name, kernel, exact, reach, ulps, absolute) in s_unary)
        {
            float[] x = [.. Random(1, 40_000, reach), .. Random(2, 20_000, 1), .. Random(3, 5_000, 1e-3f)], y = new float[x.Length];
            kernel(x, y);
            double worst = 0;
            int at = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double expected = exact(x[i]), error = Math.Abs(y[i] - expected) <= absolute ? 0 : Ulps(y[i], expected);
                if (error > worst) (worst, at) = (error, i);
            }
            Assert.IsLessThanOrEqualTo(ulps + 1e-3, worst, $"{name}({x[at]}) = {y[at]}, expected {exact(x[at])}: {worst} ulp");
        }
    });

    [TestMethod, DynamicData(nameof(Widths))]
    public void Gradients_of_activations_agree_with_double(int bits) => With(bits, () =>
    {
        foreach (var (name, kernel, exact, reach) in s_gradients)
        {
            float[] x = Random(1, 5_000, reach), dy = Random(2, x.Length, 2), dx = new float[x.Length];
            kernel(x, dy, dx);
            for (int i = 0; i < x.Length; i++)
                Assert.AreEqual(exact(x[i], dy[i]), dx[i], (name == "GeluTanh" ? 5e-6 : 1.5e-6) * Math.Max(1, Math.Abs(dy[i])), $"{name} at {x[i]}");
        }
    });

    [TestMethod, DynamicData(nameof(Widths))]
    public void Every_length_is_done_whole_in_place_and_no_further(int bits) => With(bits, () =>
    {
        foreach (int size in Sizes)
            foreach (var (name, kernel, exact, reach, _, _) in s_unary)
            {
                float[] x = Random(size, size + 1, Math.Min(reach, 5)), original = [.. x];
                kernel(x.AsSpan(0, size), x.AsSpan(0, size));
                Assert.AreEqual(original[size], x[size]);
                for (int i = 0; i < size; i++) Assert.AreEqual(exact(original[i]), x[i], 2e-6 * Math.Max(1, Math.Abs(exact(original[i]))), $"{name} {size}");
            }
        float[] a = new float[5], b = new float[4];
        Assert.Throws<ArgumentException>(() => ActivationKernels.Relu(a, b));
        Assert.Throws<ArgumentException>(() => ActivationKernels.ReluGradient(a, b, a));
    });

    [TestMethod, DynamicData(nameof(Widths))]
    public void Extreme_arguments(int bits) => With(bits, () =>
    {
        float inf = float.PositiveInfinity, nan = float.NaN;
        void Check(UnaryKernel kernel, float[] x, float[] expected)
        {
            float[] y = new float[x.Length];
            kernel(x, y);
            for (int i = 0; i < x.Length; i++)
            {
                if (float.IsNaN(expected[i])) Assert.IsTrue(float.IsNaN(y[i]), $"f({x[i]}) = {y[i]}");
                else Assert.AreEqual(expected[i], y[i], Math.Abs(expected[i]) * 2e-7f, $"f({x[i]})");
            }
        }
        Check(ActivationKernels.Exp, [-inf, -200, -104, 0, 88.7f, 88.73f, 1000, inf, nan, -100], [0, 0, 0, 1, MathF.Exp(88.7f), inf, inf, inf, nan, MathF.Exp(-100)]);
        Check(ActivationKernels.Log, [0, -0f, -1, -inf, 1, inf, nan, 1e-45f, 1e-40f, float.MaxValue], [-inf, -inf, nan, nan, 0, inf, nan, MathF.Log(1e-45f), MathF.Log(1e-40f), MathF.Log(float.MaxValue)]);
        Check(ActivationKernels.Sigmoid, [-inf, -1000, 0, 1000, inf, nan], [0, 0, 0.5f, 1, 1, nan]);
        Check(ActivationKernels.Tanh, [-inf, -1000, -0f, 0, 1e-30f, 1000, inf, nan], [-1, -1, 0, 0, 1e-30f, 1, 1, nan]);
        Check(ActivationKernels.Softplus, [-inf, -1000, 0, 1000, inf, nan], [0, 0, MathF.Log(2), 1000, inf, nan]);
        Check(ActivationKernels.Erf, [-inf, -10, 0, 10, inf, nan], [-1, -1, 0, 1, 1, nan]);
        Check((x, y) => ActivationKernels.Elu(x, y, 1), [-inf, -1000, 0, 1000, inf, nan], [-1, -1, 0, 1000, inf, nan]);
        Check(ActivationKernels.Relu, [-inf, -1, 0, inf, nan], [0, 0, 0, inf, nan]);
        Check(ActivationKernels.Gelu, [-20, 0, 20, nan], [0, 0, 20, nan]);
    });

    [TestMethod]
    public void Epilogue_activations_are_those_of_the_kernels()
    {
        float[] x = Random(1, 100, 4), y = new float[100];
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            fixed (float* px = x, py = y) ActivationKernels.Apply(activation, 0.3f, px, py, 100);
            for (int i = 0; i < 100; i++) Assert.AreEqual(GemmTests.Exact(activation, 0.3f, x[i]), y[i], 1e-6, activation.ToString());
        }
    }

    [TestMethod, DynamicData(nameof(Widths))]
    public void Softmax_and_its_logarithm(int bits) => With(bits, () =>
    {
        foreach (int rows in (int[])[0, 1, 3, 32])
            foreach (int columns in Sizes)
            {
                float[] x = Random(rows + columns, rows * columns, 10), y = new float[rows * columns], log = new float[rows * columns], dy = Random(7, rows * columns), dx = new float[rows * columns], dl = new float[rows * columns];
                if (x.Length > 0) x[0] = 500;   // would overflow
                SoftmaxKernels.Softmax(x, rows, columns, y);
                SoftmaxKernels.LogSoftmax(x, rows, columns, log);
                SoftmaxKernels.SoftmaxGradient(y, dy, rows, columns, dx);
                SoftmaxKernels.LogSoftmaxGradient(log, dy, rows, columns, dl);
                for (int r = 0; r < rows; r++)
                {
                    double[] row = [.. x.Skip(r * columns).Take(columns).Select(v => (double)v)], g = [.. dy.Skip(r * columns).Take(columns).Select(v => (double)v)];
                    double largest = row.DefaultIfEmpty().Max(), sum = row.Sum(v => Math.Exp(v - largest));
                    double[] p = [.. row.Select(v => Math.Exp(v - largest) / sum)];
                    double dot = p.Zip(g, (a, b) => a * b).Sum(), total = g.Sum();
                    for (int j = 0; j < columns; j++)
                    {
                        int i = r * columns + j;
                        Assert.AreEqual(p[j], y[i], 2e-6 * p[j] + 1e-38);
                        Assert.AreEqual(row[j] - largest - Math.Log(sum), log[i], 3e-7 * (1 + Math.Abs(row[j]) + largest));
                        Assert.AreEqual((g[j] - dot) * p[j], dx[i], 1e-6);
                        Assert.AreEqual(g[j] - p[j] * total, dl[i], 5e-6);
                    }
                }
            }
    });

    [TestMethod, DynamicData(nameof(Widths))]
    public void Cross_entropies(int bits) => With(bits, () =>
    {
        foreach (int rows in (int[])[0, 1, 3, 32])
            foreach (int columns in Sizes.Where(c => c > 0))
            {
                float[] x = Random(rows + columns, rows * columns, 10), t = Random(8, rows * columns), loss = new float[rows], gradient = new float[rows * columns], sparse = new float[rows], sparseGradient = new float[rows * columns];
                long[] classes = [.. Enumerable.Range(0, rows).Select(r => (long)(r * 7 % columns))];
                for (int i = 0; i < t.Length; i++) t[i] = Math.Abs(t[i]);
                SoftmaxKernels.CrossEntropy(x, t, rows, columns, loss, gradient);
                Assert.AreEqual(-1, SoftmaxKernels.SparseCrossEntropy(x, classes, rows, columns, sparse, sparseGradient));
                float[] again = new float[rows], sparseAgain = new float[rows];
                SoftmaxKernels.CrossEntropy(x, t, rows, columns, again, default);
                SoftmaxKernels.SparseCrossEntropy(x, classes, rows, columns, sparseAgain, default);
                Assert.IsTrue(loss.AsSpan().SequenceEqual(again));
                Assert.IsTrue(sparse.AsSpan().SequenceEqual(sparseAgain));
                for (int r = 0; r < rows; r++)
                {
                    double[] row = [.. x.Skip(r * columns).Take(columns).Select(v => (double)v)];
                    double logSum = row.Max() + Math.Log(row.Sum(v => Math.Exp(v - row.Max())));
                    double expected = 0;
                    for (int j = 0; j < columns; j++)
                    {
                        int i = r * columns + j;
                        double p = Math.Exp(row[j] - logSum);
                        expected += t[i] * (logSum - row[j]);
                        Assert.AreEqual(p - t[i], gradient[i], 1e-6);
                        Assert.AreEqual(p - (j == classes[r] ? 1 : 0), sparseGradient[i], 1e-6);
                    }
                    Assert.AreEqual(expected, loss[r], 2e-6 * (1 + expected));
                    Assert.AreEqual(logSum - row[classes[r]], sparse[r], 4e-6);
                }
            }
        Assert.AreEqual(1, SoftmaxKernels.SparseCrossEntropy(new float[6], [2, 3], 2, 3, new float[2], default));
        Assert.AreEqual(0, SoftmaxKernels.SparseCrossEntropy(new float[6], [-1, 0], 2, 3, new float[2], default));
        float[] far = new float[2];
        SoftmaxKernels.SparseCrossEntropy([1000f, 0, 0, -1000], [1, 0], 2, 2, far, default);
        Assert.AreEqual(1000f, far[0]);
        Assert.AreEqual(0f, far[1]);
    });

    private delegate void ReductionKernel(ReadOnlySpan<float> x, int outer, int axis, int inner, Span<float> y, WorkerPool? pool);

    [TestMethod, DynamicData(nameof(Widths))]
    public void Reductions_agree_with_double(int bits) => With(bits, () =>
    {
        (string, ReductionKernel, Func<IEnumerable<double>, double>, double)[] kernels =
        [
            ("sum", Reductions.Sum, v => v.Sum(), 1), ("mean", Reductions.Mean, v => v.Any() ? v.Average() : double.NaN, 1),
            ("max", Reductions.Max, v => v.DefaultIfEmpty(double.NegativeInfinity).Max(), 0), ("min", Reductions.Min, v => v.DefaultIfEmpty(double.PositiveInfinity).Min(), 0),
            ("product", Reductions.Product, v => v.Aggregate(1.0, (a, b) => a * b), 1),
        ];
        foreach ((int outer, int axis, int inner) in from o in (int[])[0, 1, 3] from a in Sizes from i in (int[])[0, 1, 2, 3, 10, 16, 17, 31, 33, 64, 65, 100, 300] select (o, a, i))
        {
            float[] x = Random(1, outer * axis * inner), y = new float[outer * inner + 1];
            y[^1] = 5;
            foreach (var (name, kernel, exact, slack) in kernels)
            {
                kernel(x, outer, axis, inner, y.AsSpan(0, outer * inner), null);
                for (int o = 0; o < outer; o++)
                    for (int i = 0; i < inner; i += Math.Max(1, inner / 7))
                    {
                        double expected = exact(Enumerable.Range(0, axis).Select(a => (double)x[(o * axis + a) * inner + i]));
                        Assert.AreEqual(expected, y[o * inner + i], slack * (1e-6 * Math.Sqrt(axis) * (name == "mean" ? 1.0 / Math.Max(1, axis) : 1) + 1e-7), $"{name} {outer} {axis} {inner}");
                    }
                Assert.AreEqual(5f, y[^1]);
            }
        }
    });

    [TestMethod]
    public void Long_sums_are_accurate_and_do_not_depend_on_threads()
    {
        foreach ((int outer, int axis, int inner) in ((int, int, int)[])[(1, 3_000_000, 1), (1, 1_000_001, 3), (1, 200_001, 16), (2, 30_001, 64), (1, 5001, 300), (40, 10_001, 1), (20, 1000, 65), (1, 300, 5000)])
        {
            float[] x = Random(1, (long)outer * axis * inner);
            for (int i = 0; i < x.Length; i++) x[i] += 1;   // a running sum would lose digits
            float[]? first = null;
            foreach (int threads in (int[])[1, 2, 3, 5])
            {
                using WorkerPool pool = new(threads);
                float[] y = new float[outer * inner];
                Reductions.Sum(x, outer, axis, inner, y, pool);
                first ??= y;
                Assert.IsTrue(first.AsSpan().SequenceEqual(y));
            }
            for (int j = 0; j < outer * inner; j += Math.Max(1, outer * inner / 5))
            {
                double sum = 0;
                for (int a = 0; a < axis; a++) sum += x[(j / inner * axis + a) * inner + j % inner];
                Assert.AreEqual(sum, first![j], sum * 4e-7, $"{outer} {axis} {inner}");
            }
        }
    }

    [TestMethod]
    public void Extremes_pass_on_NaN()
    {
        foreach (int axis in (int[])[1, 5, 40, 3000])
            foreach (int inner in (int[])[1, 3, 70])
            {
                float[] x = Random(1, axis * inner), y = new float[inner];
                x[axis / 2 * inner] = float.NaN;
                Reductions.Max(x, 1, axis, inner, y);
                Assert.IsTrue(float.IsNaN(y[0]));
                Reductions.Min(x, 1, axis, inner, y);
                Assert.IsTrue(float.IsNaN(y[0]));
            }
    }

    [TestMethod, DynamicData(nameof(Widths))]
    public void Places_of_extremes_are_the_first(int bits) => With(bits, () =>
    {
        long[] y = new long[2];
        Reductions.ArgMax([1, 3, 3, 0, 0, -1], 2, 3, 1, y);
        CollectionAssert.AreEqual((long[])[1, 0], y);
        Reductions.ArgMin([1, 3, 3, 0, 0, -1], 2, 3, 1, y);
        CollectionAssert.AreEqual((long[])[0, 2], y);
        Reductions.ArgMax([1, 3, 3, 0, 0, 5], 1, 3, 2, y);
        CollectionAssert.AreEqual((long[])[1, 2], y);
        Reductions.ArgMax([1, float.NaN, 3, float.NaN, 2, 9], 2, 3, 1, y);
        CollectionAssert.AreEqual((long[])[1, 0], y);
        foreach ((int outer, int axis, int inner) in from o in (int[])[1, 3] from a in (int[])[1, 2, 10, 100] from i in (int[])[1, 3, 300] select (o, a, i))
        {
            float[] x = Random(5, outer * axis * inner);
            for (int i = 0; i < x.Length; i++) x[i] = MathF.Round(x[i] * 5);   // many equal ones
            long[] places = new long[outer * inner];
            Reductions.ArgMax(x, outer, axis, inner, places);
            for (int o = 0; o < outer; o++)
                for (int i = 0; i < inner; i++)
                {
                    float[] column = [.. Enumerable.Range(0, axis).Select(a => x[(o * axis + a) * inner + i])];
                    Assert.AreEqual(Array.IndexOf(column, column.Max()), places[o * inner + i]);
                }
            Reductions.ArgMin(x, outer, axis, inner, places);
            for (int o = 0; o < outer; o++)
                for (int i = 0; i < inner; i++)
                {
                    float[] column = [.. Enumerable.Range(0, axis).Select(a => x[(o * axis + a) * inner + i])];
                    Assert.AreEqual(Array.IndexOf(column, column.Min()), places[o * inner + i]);
                }
            if (axis < 10) continue;
            x[(axis - 1) * inner] = x[6 * inner] = float.NaN;
            Reductions.ArgMax(x, outer, axis, inner, places);
            Assert.AreEqual(6, places[0]);
            Reductions.ArgMin(x, outer, axis, inner, places);
            Assert.AreEqual(6, places[0]);
        }
        Assert.Throws<ArgumentException>(() => Reductions.ArgMax([], 1, 0, 1, y));
    });

    [TestMethod]
    public void Folds_of_other_types()
    {
        int[] y = new int[2];
        Reductions.Fold<int>([1, 2, 3, 4, 5, 6], 1, 3, 2, y, 0, (a, b) => a + b);
        CollectionAssert.AreEqual((int[])[9, 12], y);
    }

    [TestMethod]
    public void Blocks_are_transposed()
    {
        foreach (int which in (int[])[128, 256, 512])
        {
            if (which > VectorBits.Best) continue;
            foreach (int rows in Sizes)
                foreach (int columns in Sizes)
                    foreach (bool padded in (bool[])[false, true])
                    {
                        int lds = columns + 3, ldd = padded ? (rows + 15) / 16 * 16 + 2 : rows + 2;
                        float[] x = Random(1, Math.Max(1, rows * lds)), y = new float[Math.Max(1, columns * ldd)];
                        Array.Fill(y, 99);
                        fixed (float* px = x, py = y)
                        {
                            if (which == 512) TransposeBlock.Run512(px, lds, rows, columns, py, ldd, padded);
                            else if (which == 256) TransposeBlock.Run256(px, lds, rows, columns, py, ldd, padded);
                            else TransposeBlock.Run128(px, lds, rows, columns, py, ldd, padded);
                        }
                        for (int c = 0; c < columns; c++)
                            for (int r = 0; r < ldd; r++)
                            {
                                if (r < rows) Assert.AreEqual(x[r * lds + c], y[c * ldd + r]);
                                else if (!padded || r >= ldd - 2) Assert.AreEqual(99f, y[c * ldd + r]);
                            }
                    }
        }
    }

    private static void CheckPermute<T>(int[] dims, int[] order) where T : unmanaged
    {
        int count = dims.Aggregate(1, (a, b) => a * b), rank = dims.Length, size = sizeof(T);
        byte[] x = new byte[count * size], y = new byte[count * size];
        new Random(1).NextBytes(x);
        Permute.Run(x, dims, order, y, size);
        Span<T> from = MemoryMarshal.Cast<byte, T>(x.AsSpan()), to = MemoryMarshal.Cast<byte, T>(y.AsSpan());
        int[] strides = new int[rank], index = new int[rank];
        for (int i = rank - 1, s = 1; i >= 0; s *= dims[i--]) strides[i] = s;
        for (int k = 0; k < count; k++)
        {
            int at = 0;
            for (int i = 0; i < rank; i++) at += index[i] * strides[order[i]];
            if (!from[at].Equals(to[k])) Assert.Fail($"[{string.Join(",", dims)}] by [{string.Join(",", order)}] at {k}");
            for (int i = rank - 1; i >= 0 && ++index[i] == dims[order[i]]; i--) index[i] = 0;
        }
    }

    [TestMethod]
    public void Axes_are_permuted()
    {
        foreach (int[] dims in (int[][])[[], [5], [3, 4], [1, 7], [17, 33], [100, 65], [257, 130], [0, 3], [2, 3, 4], [5, 1, 6], [3, 16, 17], [2, 70, 3], [2, 3, 4, 5], [3, 20, 20, 8], [2, 1, 3, 1, 4], [2, 3, 2, 3, 2, 3]])
            foreach (int[] order in Permutations(dims.Length).Take(30).Concat(Permutations(dims.Length).Reverse().Take(30)))
            {
                CheckPermute<int>(dims, order);
                CheckPermute<byte>(dims, order);
                CheckPermute<short>(dims, order);
                CheckPermute<long>(dims, order);
            }
        CheckPermute<int>([300, 200, 3], [2, 0, 1]);
        CheckPermute<int>([3, 300, 200], [1, 2, 0]);
        CheckPermute<int>([64, 300, 70], [0, 2, 1]);
        Assert.Throws<ArgumentException>(() => Permute.Run(new byte[6], [2, 3], [0, 0], new byte[6], 1));
        Assert.Throws<ArgumentException>(() => Permute.Run(new byte[6], [2, 3], [1, 0], new byte[5], 1));
    }

    private static IEnumerable<int[]> Permutations(int n) =>
        n == 0 ? [[]] : from p in Permutations(n - 1) from at in Enumerable.Range(0, n) select (int[])[.. p[..at], n - 1, .. p[at..]];

    [TestMethod]
    public void Strided_parts_are_copied_written_and_added()
    {
        // x[5:1:-2, :, 1::3] of shape (6, 5, 10)
        int[] dims = [2, 5, 3];
        long[] strides = [-100, 10, 3];
        const long offset = 5 * 50 + 1;
        float[] x = Random(1, 300), y = new float[30], back = new float[300], sum = [.. x];
        StridedKernels.Gather(Bytes(x), offset, dims, strides, Bytes(y), 4);
        StridedKernels.Scatter(Bytes(y), Bytes(back), offset, dims, strides, 4);
        StridedKernels.ScatterAdd(y, sum, offset, dims, strides);
        bool[] hit = new bool[300];
        for (int a = 0; a < 2; a++)
            for (int b = 0; b < 5; b++)
                for (int c = 0; c < 3; c++)
                {
                    int at = (5 - 2 * a) * 50 + b * 10 + 1 + 3 * c;
                    hit[at] = true;
                    Assert.AreEqual(x[at], y[(a * 5 + b) * 3 + c]);
                }
        for (int i = 0; i < 300; i++)
        {
            Assert.AreEqual(hit[i] ? x[i] : 0, back[i]);
            Assert.AreEqual(hit[i] ? 2 * x[i] : x[i], sum[i]);
        }
        float[] total = new float[1];
        StridedKernels.ScatterAdd([1, 2, 3, 4], total, 0, [2, 2], [0, 0]);
        Assert.AreEqual(10f, total[0]);
        foreach (int size in (int[])[1, 2, 4, 8])
        {
            byte[] from = [.. Enumerable.Range(0, 70 * size).Select(i => (byte)i)], to = new byte[35 * size];
            StridedKernels.Gather(from, 1, [35], [2], to, size);
            for (int i = 0; i < to.Length; i++) Assert.AreEqual(from[(1 + i / size * 2) * size + i % size], to[i]);
        }
        Assert.Throws<ArgumentException>(() => StridedKernels.Gather(new byte[10], 0, [11], [1], new byte[11], 1));
        Assert.Throws<ArgumentException>(() => StridedKernels.Gather(new byte[10], 0, [3], [-1], new byte[3], 1));
        StridedKernels.Gather(new byte[10], 0, [0, 3], [1, 1], [], 1);
    }

    [TestMethod]
    public void Broadcasts()
    {
        foreach ((int[] from, int[] to) in ((int[], int[])[])[([], [3]), ([1], [4, 5]), ([5], [4, 5]), ([4, 1], [4, 5]), ([4, 1, 6], [3, 4, 5, 6]), ([3, 1, 1, 1], [3, 4, 5, 6]), ([2, 3], [2, 3]), ([300], [500, 300]), ([0], [3, 0])])
        {
            float[] x = Random(1, from.Aggregate(1, (a, b) => a * b)), y = new float[to.Aggregate(1, (a, b) => a * b)];
            StridedKernels.Broadcast(Bytes(x), from, Bytes(y), to, 4);
            for (int k = 0; k < y.Length; k++)
            {
                int rest = k, at = 0, stride = 1;
                for (int i = to.Length - 1; i >= 0; i--)
                {
                    int axis = i - (to.Length - from.Length), index = rest % to[i];
                    rest /= to[i];
                    if (axis < 0) continue;
                    if (from[axis] != 1) at += index * stride;
                    stride *= from[axis];
                }
                Assert.AreEqual(x[at], y[k]);
            }
        }
        Assert.Throws<ArgumentException>(() => StridedKernels.Broadcast(new byte[3], [3], new byte[4], [4], 1));
    }

    [TestMethod]
    public void Rows_by_number()
    {
        foreach (int columns in (int[])[1, 3, 16, 300])
        {
            const int rows = 50, count = 400;
            float[] table = Random(1, rows * columns), y = new float[count * columns], dy = Random(2, count * columns), sum = new float[rows * columns];
            Random random = new(3);
            long[] indices = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(rows))];
            Assert.AreEqual(-1, RowKernels.Gather(Bytes(table), columns * 4, indices, Bytes(y)));
            Assert.AreEqual(-1, RowKernels.ScatterAdd(dy, indices, columns, sum));
            float[] expected = new float[rows * columns];
            for (int i = 0; i < count; i++)
                for (int j = 0; j < columns; j++)
                {
                    Assert.AreEqual(table[indices[i] * columns + j], y[i * columns + j]);
                    expected[indices[i] * columns + j] += dy[i * columns + j];
                }
            Assert.IsTrue(expected.AsSpan().SequenceEqual(sum));
            indices[7] = rows;
            Assert.AreEqual(7, RowKernels.Gather(Bytes(table), columns * 4, indices, Bytes(y)));
            indices[7] = -1;
            Assert.AreEqual(7, RowKernels.ScatterAdd(dy, indices, columns, sum));
        }
        Assert.AreEqual(-1, RowKernels.Gather([], 4, [], []));
    }

    [TestMethod]
    public void Rows_side_by_side_and_apart()
    {
        byte[] a = [1, 2, 3, 4], b = [5, 6], y = new byte[6], back = new byte[4];
        RowKernels.Concatenate(a, 2, 2, y, 3, 0);
        RowKernels.Concatenate(b, 2, 1, y, 3, 2);
        CollectionAssert.AreEqual((byte[])[1, 2, 5, 3, 4, 6], y);
        RowKernels.Split(y, 3, 0, back, 2, 2);
        CollectionAssert.AreEqual(a, back);
        Assert.Throws<ArgumentException>(() => RowKernels.Concatenate(a, 2, 2, y, 3, 2));
    }

    [TestMethod]
    public void Kernels_allocate_nothing()
    {
        float[] x = Random(1, 64 * 300), y = new float[64 * 300], sums = new float[300];
        int[] dims = [64, 300], order = [1, 0];
        Action[] kernels =
        [
            () => SoftmaxKernels.Softmax(x, 64, 300, y), () => Reductions.Sum(x, 1, 64, 300, sums), () => Reductions.Max(x, 64, 300, 1, sums),
            () => ActivationKernels.Gelu(x, y), () => Permute.Run(Bytes(x), dims, order, Bytes(y), 4),
        ];
        for (int k = 0; k < kernels.Length; k++)
        {
            for (int i = 0; i < 3; i++) kernels[k]();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++) kernels[k]();
            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread(), $"kernel {k}");
        }
    }
}
