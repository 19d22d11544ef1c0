using System.Diagnostics;
using System.Globalization;
using KerasTransfer.Autodiff;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;
using KerasTransfer.Ops;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Benchmarks;

/// <summary>
/// A training step of a network 784-300-100-10 (batches of 32, leaky ReLU, cross-entropy of class numbers, SGD) written directly in operations: the time of
/// the whole step, and of each part of it. Best times.
/// </summary>
internal static class StepBenchmark
{
    public static void Run()
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd} {GemmBenchmark.Processor()}, {WorkerPool.Default.Threads} threads, .NET {Environment.Version}");
        int[] sizes = [784, 300, 100, 10];
        RandomState random = new(1);
        NumPyApi np = KerasApi.np;
        OpsApi ops = KerasApi.keras.ops;
        Variable[] weights = [.. Enumerable.Range(0, 3).SelectMany(i => (Variable[])[
            new Variable((random.rand(sizes[i], sizes[i + 1]) - np.array(0.5)).astype("float32") * np.array(0.1f), $"kernel{i}"), new Variable(NDArray.Zeros(sizes[i + 1], DType.float32), $"bias{i}")])];
        Function step = Function.Of([new((32, 784), DType.float32), new(32, DType.int64)], x =>
        {
            Tensor[] w = [.. weights.Select(v => (Tensor)v)];
            Tensor h = x[0];
            for (int i = 0; i < 3; i++)
            {
                h = ops.matmul(h, w[2 * i]) + w[2 * i + 1];
                if (i < 2) h = ops.leaky_relu(h, 0.2);
            }
            Tensor loss = ops.mean(new SparseCrossEntropy().On(h, x[1]));
            Tensor?[] gradients = Gradients.Of(loss, w);
            for (int i = 0; i < w.Length; i++) weights[i].assign(w[i] - gradients[i]! * 0.01);
            return [loss];
        });
        ManagedProgram program = new(Schedule.Of(Simplification.Apply(step)));
        NDArray[] batch = [random.rand(32, 784).astype("float32"), NDArray.FromArray([.. Enumerable.Range(0, 32).Select(i => (long)(i % 10))], 32)], loss = [NDArray.Zeros(Shape.Scalar, DType.float32)];
        for (int i = 0; i < 500; i++) program.Run(batch, loss);
        double best = double.MaxValue;
        for (int i = 0; i < 5000; i++)
        {
            long start = Stopwatch.GetTimestamp();
            program.Run(batch, loss);
            best = Math.Min(best, (Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole step {best:F1} µs"));
        double[] times = program.Profile(batch, loss, 3000);
        for (int i = 0; i < times.Length; i++)
        {
            Step s = program.Schedule.Steps[i];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[i] * 1e6,8:F2} µs  {s.Last.shape,-12} {string.Join(" ", s.Nodes.Select(n => n.Op.Name))}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Sum() * 1e6,8:F2} µs  sum of the parts"));
    }
}
