using System.Diagnostics;
using System.Globalization;
using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>
/// One epoch of the first model of the MNIST script (784-300-100-10, batch 32, 55,000 samples) here and in Python Keras, in turn on the same machine. The
/// data are random: time does not depend on them.
/// </summary>
internal static class EpochBenchmark
{
    private const int Samples = 55_000, Epochs = 4;

    private const string Script = """
        import os, sys, time
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, keras
        r = np.random.RandomState(1)
        x, y = r.rand(55000, 28, 28), r.randint(0, 10, 55000)
        L = keras.layers
        m = keras.Sequential([L.Input((28, 28)), L.Flatten(), L.Dense(300, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(100, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(10, activation="softmax")])
        m.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(0.02), metrics=["accuracy"])
        m.fit(x[:640], y[:640], verbose=0)
        print(keras.__version__, flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            m.fit(x, y, verbose=0)
            print(time.perf_counter() - start, flush=True)
        """;

    public static void Run(string? python)
    {
        np.random.seed(1);
        var x = (NDArray)np.random.rand(Samples, 28, 28);
        var y = (NDArray)np.random.randint(0, 10, size: Samples);
        Sequential m = keras.Sequential([
            keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(300, kernel_initializer: "he_normal"), keras.layers.LeakyReLU(),
            keras.layers.Dense(100, kernel_initializer: "he_normal"), keras.layers.LeakyReLU(), keras.layers.Dense(10, activation: "softmax")]);
        m.compile(loss: "sparse_categorical_crossentropy", optimizer: keras.optimizers.SGD(0.02), metrics: ["accuracy"]);
        m.fit(x[..640], y[..640], verbose: 0);

        using Process? process = Start(python, out string version);
        Console.WriteLine($"{Environment.ProcessorCount} processors; epochs of 55,000 samples, batch 32, of the network 784-300-100-10, SGD, in turn{(process is null ? "" : $"; Keras {version}")}");
        Console.WriteLine("epoch |  ours, s |  Keras, s | ratio");
        List<double> ours = [], theirs = [];
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            m.fit(x, y, verbose: 0);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (process is not null)
            {
                process.StandardInput.WriteLine();
                process.StandardInput.Flush();
                theirs.Add(double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            }
            Row(epoch.ToString(CultureInfo.InvariantCulture), ours[^1], theirs.Count > 0 ? theirs[^1] : double.NaN);
        }
        Row("best", ours.Min(), theirs.Count > 0 ? theirs.Min() : double.NaN);
    }

    private static void Row(string name, double ours, double theirs) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,5} | {ours,8:F3} | {theirs,9:F3} | {theirs / ours,5:F1}"));

    private static Process? Start(string? python, out string version)
    {
        version = "";
        if (string.IsNullOrEmpty(python))
        {
            Console.WriteLine("Keras: skipped, no Python named (second argument, or KERAS_PYTHON).");
            return null;
        }
        ProcessStartInfo start = new(python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        version = process.StandardOutput.ReadLine() ?? "";
        if (version.Length > 0) return process;
        Console.WriteLine($"Keras: skipped, {python} cannot import it.");
        return null;
    }
}
