using System.Diagnostics;
using System.Globalization;

namespace KerasTransfer.Benchmarks;

/// <summary>A Python that times np.matmul on demand, so that both sides take turns on the same machine.</summary>
internal sealed class NumPyProcess : IDisposable
{
    private const string Script = """
        import sys, time
        import numpy as np
        print(np.__version__, flush=True)
        def product(ta, tb, m, n, k):
            r = np.random.default_rng(1)
            a = r.random((k, m) if ta else (m, k), dtype=np.float32) - np.float32(.5)
            b = r.random((n, k) if tb else (k, n), dtype=np.float32) - np.float32(.5)
            return a.T if ta else a, b.T if tb else b, np.empty((m, n), np.float32)
        for line in sys.stdin:
            seconds, *numbers = line.split()
            numbers = [int(x) for x in numbers]
            products = [product(*numbers[i:i + 5]) for i in range(0, len(numbers), 5)]
            matmul, clock = np.matmul, time.perf_counter
            def once():
                for a, b, c in products: matmul(a, b, out=c)
            once()
            start = clock(); once(); one = clock() - start
            repeats = max(1, int(1e-3 / max(one, 1e-7)))
            best, end = 1e9, clock() + float(seconds)
            while clock() < end:
                start = clock()
                for _ in range(repeats): once()
                best = min(best, (clock() - start) / repeats)
            print(best, flush=True)
        """;

    private readonly Process _process;

    private NumPyProcess(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Null, with a line that says why, if there is none.</summary>
    public static NumPyProcess? Start(string? python)
    {
        if (string.IsNullOrEmpty(python))
        {
            Console.WriteLine("NumPy: skipped, no Python named (second argument, or KERAS_PYTHON).");
            return null;
        }
        ProcessStartInfo start = new(python) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        // These force kernels for other processors than this one.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        try
        {
            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is { } version) return new NumPyProcess(process, version);
            Console.WriteLine($"NumPy: skipped, {python} cannot import it.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.WriteLine($"NumPy: skipped, {python} does not start: {e.Message}");
        }
        return null;
    }

    /// <summary>Best time in seconds of all the products, one after the other.</summary>
    public double Time(double seconds, params ReadOnlySpan<Product> products)
    {
        List<string> words = [seconds.ToString(CultureInfo.InvariantCulture)];
        foreach (Product p in products)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{(p.TransposeA ? 1 : 0)} {(p.TransposeB ? 1 : 0)} {p.M} {p.N} {p.K}"));
        _process.StandardInput.WriteLine(string.Join(' ', words));
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("NumPy died."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
