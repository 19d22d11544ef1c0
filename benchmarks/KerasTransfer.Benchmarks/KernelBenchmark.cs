using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Benchmarks;

/// <summary>The other kernels, beside System.Numerics.Tensors where that has the like: best times.</summary>
internal static class KernelBenchmark
{
    private readonly struct Nothing : IWork
    {
        public void Run(int part) { }
    }

    public static void Run()
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd} {GemmBenchmark.Processor()}, {WorkerPool.Default.Threads} threads, vectors of {VectorBits.Best} bits, .NET {Environment.Version}");
        Row("an empty region of 2 parts", 0, () => WorkerPool.Default.Run(2, new Nothing()));
        float[] x = new float[4096], y = new float[4096], big = new float[1 << 22], target = new float[1 << 22];
        Random random = new(1);
        foreach (float[] array in (float[][])[x, big])
            for (int i = 0; i < array.Length; i++) array[i] = random.NextSingle() * 8 - 4;

        Row("relu 4096", 4096, () => ActivationKernels.Relu(x, y));
        Row("exp 4096", 4096, () => ActivationKernels.Exp(x, y), () => TensorPrimitives.Exp(x, y));
        Row("log 4096", 4096, () => ActivationKernels.Log(x, y), () => TensorPrimitives.Log(x, y));
        Row("sigmoid 4096", 4096, () => ActivationKernels.Sigmoid(x, y), () => TensorPrimitives.Sigmoid(x, y));
        Row("tanh 4096", 4096, () => ActivationKernels.Tanh(x, y), () => TensorPrimitives.Tanh(x, y));
        Row("softplus 4096", 4096, () => ActivationKernels.Softplus(x, y));
        Row("elu 4096", 4096, () => ActivationKernels.Elu(x, y, 1));
        Row("gelu 4096", 4096, () => ActivationKernels.Gelu(x, y));
        Row("gelu (tanh) 4096", 4096, () => ActivationKernels.GeluTanh(x, y));
        Row("softmax 32 x 10", 320, () => SoftmaxKernels.Softmax(x.AsSpan(0, 320), 32, 10, y));
        Row("softmax 4 x 1000", 4000, () => SoftmaxKernels.Softmax(x.AsSpan(0, 4000), 4, 1000, y));
        long[] classes = new long[32];
        Row("sparse cross-entropy and gradient 32 x 10", 320, () => SoftmaxKernels.SparseCrossEntropy(x.AsSpan(0, 320), classes, 32, 10, y, target));
        Row("column sums 32 x 300", 9600, () => Reductions.ColumnSums(big.AsSpan(0, 9600), 32, 300, y));
        Row("column sums 32 x 10", 320, () => Reductions.ColumnSums(x.AsSpan(0, 320), 32, 10, y));
        Row("column sums 65536 x 64", 1 << 22, () => Reductions.ColumnSums(big, 65536, 64, y));
        Row("column sums 1000000 x 3", 3_000_000, () => Reductions.ColumnSums(big.AsSpan(0, 3_000_000), 1_000_000, 3, y));
        Row("sum 4194304", 1 << 22, () => Reductions.Sum(big, 1, 1 << 22, 1, y), () => TensorPrimitives.Sum<float>(big));
        Row("row maxima 4096 x 1024", 1 << 22, () => Reductions.Max(big, 4096, 1024, 1, y));
        long[] places = new long[4096];
        Row("argmax 4096 x 10", 40960, () => Reductions.ArgMax(big.AsSpan(0, 40960), 4096, 10, 1, places));
        int[] plane = [1024, 1024], swap = [1, 0], images = [32, 3, 128, 128], last = [0, 2, 3, 1];
        Row("transpose 1024 x 1024", 1 << 20, () => Permute.Run(Bytes(big, 1 << 20), plane, swap, Bytes(target, 1 << 20), 4));
        Row("NCHW to NHWC 32 x 3 x 128 x 128", 32 * 3 * 128 * 128, () => Permute.Run(Bytes(big, 32 * 3 * 128 * 128), images, last, Bytes(target, 32 * 3 * 128 * 128), 4));
    }

    private static Span<byte> Bytes(float[] x, int count) => MemoryMarshal.AsBytes(x.AsSpan(0, count));

    private static void Row(string name, int elements, Action ours, Action? theirs = null)
    {
        double a = Time(ours), b = theirs is null ? 0 : Time(theirs);
        string beside = theirs is null ? "" : string.Create(CultureInfo.InvariantCulture, $"   TensorPrimitives {b * 1e6,9:F2} µs");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-42} {a * 1e6,9:F2} µs {elements / a / 1e9,7:F2} G/s{beside}"));
    }

    private static double Time(Action action)
    {
        for (int i = 0; i < 50; i++) action();
        Thread.Sleep(150);   // the compiler's second tier
        double one = double.MaxValue, best = double.MaxValue;
        for (int i = 0; i < 20; i++) one = Math.Min(one, Seconds(action, 1));
        int repeats = Math.Max(1, (int)(2e-4 / Math.Max(2e-8, one)));
        long deadline = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 5;
        do best = Math.Min(best, Seconds(action, repeats)); while (Stopwatch.GetTimestamp() < deadline);
        return best;
    }

    private static double Seconds(Action action, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) action();
        return (Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency / repeats;
    }
}
