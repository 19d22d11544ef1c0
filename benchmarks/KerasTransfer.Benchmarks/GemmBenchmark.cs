using System.Diagnostics;
using System.Globalization;
using KerasTransfer.Engines.Managed;

namespace KerasTransfer.Benchmarks;

/// <summary>One matrix product: C (m × n) = op(A) · op(B).</summary>
internal readonly record struct Product(bool TransposeA, bool TransposeB, int M, int N, int K)
{
    public double Flops => 2.0 * M * N * K;
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{M} x {N} x {K}{(TransposeA ? " A'" : "")}{(TransposeB ? " B'" : "")}");
}

/// <summary>Matrix products beside NumPy's OpenBLAS, in one run: best times, both sides taking turns.</summary>
internal static unsafe class GemmBenchmark
{
    /// <summary>The products of one training step of a 784-300-100-10 network at batch 32.</summary>
    private static readonly Product[] s_step =
    [
        new(false, false, 32, 300, 784), new(false, false, 32, 100, 300), new(false, false, 32, 10, 100),
        new(true, false, 784, 300, 32), new(true, false, 300, 100, 32), new(true, false, 100, 10, 32),
        new(false, true, 32, 300, 100), new(false, true, 32, 100, 10),
    ];

    private static readonly Product[] s_large =
    [
        new(false, false, 1024, 1024, 1024), new(false, true, 1024, 1024, 1024), new(true, false, 1024, 1024, 1024),
        new(false, false, 512, 512, 512), new(false, false, 256, 256, 256), new(false, false, 128, 128, 128), new(false, false, 3136, 64, 576), new(false, false, 784, 128, 1152), new(false, false, 196, 512, 2304),
        new(false, false, 32, 4096, 4096), new(false, false, 1, 1000, 1024), new(false, false, 32, 1, 100), new(false, true, 1, 1024, 1000), new(false, false, 2048, 8, 64),
    ];

    public static void Run(string? python)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd} {Processor()}, {WorkerPool.Default.Threads} threads, kernel {Gemm.BestKernel}, .NET {Environment.Version}");
        using NumPyProcess? numpy = NumPyProcess.Start(python);
        if (numpy is not null) Console.WriteLine($"NumPy {numpy.Version}");
        Console.WriteLine($"{"product",-24} {"ours µs",10} {"GFLOPS",8} {"1 thread",9} {"NumPy µs",10} {"GFLOPS",8} {"ours/NumPy",11}");
        double ours = 0, theirs = 0;
        foreach (Product product in s_step)
        {
            (double a, double b) = Row(product.ToString(), numpy, product);
            ours += a;
            theirs += b;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"sum of the eight",-24} {ours * 1e6,10:F1} {"",8} {"",9} {theirs * 1e6,10:F1}"));
        Row("the eight in turn", numpy, s_step);
        foreach (Product product in s_large) Row(product.ToString(), numpy, product);
    }

    private static (double Ours, double Theirs) Row(string name, NumPyProcess? numpy, params ReadOnlySpan<Product> products)
    {
        double flops = 0, ours = double.MaxValue, serial = double.MaxValue, theirs = double.MaxValue;
        foreach (Product p in products) flops += p.Flops;
        for (int round = 0; round < 3; round++)
        {
            ours = Math.Min(ours, Time(0.1, WorkerPool.Default, products));
            serial = Math.Min(serial, Time(0.05, WorkerPool.Serial, products));
            if (numpy is null) continue;
            theirs = Math.Min(theirs, numpy.Time(0.1, products));
            Thread.Sleep(40);   // OpenBLAS's threads spin on for a while
        }
        string beside = numpy is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {theirs * 1e6,10:F1} {flops / theirs / 1e9,8:F1} {theirs / ours,10:P0}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {ours * 1e6,10:F1} {flops / ours / 1e9,8:F1} {flops / serial / 1e9,9:F1}{beside}"));
        return (ours, numpy is null ? 0 : theirs);
    }

    private static double Time(double seconds, WorkerPool pool, ReadOnlySpan<Product> products)
    {
        List<AlignedBuffer> buffers = [];
        Random random = new(1);
        foreach (Product p in products)
        {
            foreach (int count in (int[])[p.M * p.K, p.K * p.N, p.M * p.N])
            {
                AlignedBuffer buffer = AlignedBuffer.Rent<float>(count);
                foreach (ref float x in buffer.Span<float>(count)) x = random.NextSingle() - 0.5f;
                buffers.Add(buffer);
            }
        }
        long deadline = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        Once(products, buffers, pool);
        long start = Stopwatch.GetTimestamp();
        Once(products, buffers, pool);
        int repeats = Math.Max(1, (int)(1e-3 / Math.Max(1e-7, Stopwatch.GetElapsedTime(start).TotalSeconds)));
        double best = double.MaxValue;
        do
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++) Once(products, buffers, pool);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
        }
        while (Stopwatch.GetTimestamp() < deadline);
        foreach (AlignedBuffer buffer in buffers) buffer.Dispose();
        return best;
    }

    private static void Once(ReadOnlySpan<Product> products, List<AlignedBuffer> buffers, WorkerPool pool)
    {
        for (int i = 0; i < products.Length; i++)
        {
            Product p = products[i];
            Gemm.Run(p.TransposeA, p.TransposeB, p.M, p.N, p.K, buffers[3 * i].Floats, p.TransposeA ? p.M : p.K, buffers[3 * i + 1].Floats, p.TransposeB ? p.K : p.N,
                buffers[3 * i + 2].Floats, p.N, 1, 0, default, pool);
        }
    }

    internal static string Processor()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        }
        catch (IOException)
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        }
    }
}
