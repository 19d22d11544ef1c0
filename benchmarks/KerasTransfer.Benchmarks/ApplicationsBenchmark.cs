using System.Diagnostics;
using System.Globalization;
using KerasTransfer.Engines;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;
using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>
/// VGG16, ResNet50 and MobileNetV2 at 224 × 224, batch 8, 1000 classes, random weights: predict_on_batch and train_on_batch (SGD), and a training step of a frozen VGG16 with a new top. Each is a process
/// of its own here and in Python Keras; both take turns. Best times, processor times, and the peak of the resident memory.
/// </summary>
internal static class ApplicationsBenchmark
{
    private static readonly string[] Names = ["vgg16", "resnet50", "mobilenetv2", "frozen"];

    private const string Script = """
        import os, sys, time, resource
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, tensorflow as tf, keras
        name, kind = sys.argv[1:]
        threads = int(os.environ.get("KERAS_NUM_THREADS", "0"))
        if threads:
            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(threads)
        A, L = keras.applications, keras.layers
        def frozen():
            below = A.VGG16(weights=None, include_top=False, input_shape=(224, 224, 3))
            below.trainable = False
            return keras.Sequential([L.Input((224, 224, 3)), below, L.GlobalAveragePooling2D(), L.Dense(1000, activation="softmax")])
        m = {"vgg16": lambda: A.VGG16(weights=None), "resnet50": lambda: A.ResNet50(weights=None), "mobilenetv2": lambda: A.MobileNetV2(weights=None), "frozen": frozen}[name]()
        m.compile(optimizer=keras.optimizers.SGD(1e-4), loss="categorical_crossentropy", jit_compile=False)
        x, y = np.random.RandomState(1).rand(8, 224, 224, 3).astype("float32"), np.eye(1000, dtype="float32")[:8]
        print("Keras", keras.__version__, flush=True)
        for line in sys.stdin:
            start, cpu = time.perf_counter(), time.process_time()
            if kind == "predict": m.predict_on_batch(x)
            else: m.train_on_batch(x, y)
            print(time.perf_counter() - start, time.process_time() - cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
        """;

    /// <summary>All of them, or those whose names are given; <paramref name="rounds"/> measured rounds of each.</summary>
    public static void Run(string? python, string[] names, int rounds = 5)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd} {GemmBenchmark.Processor()}, {WorkerPool.Default.Threads} threads, .NET {Environment.Version}; batch 8, 224 × 224, both sides in turn, best of {rounds} after the first");
        if (string.IsNullOrEmpty(python)) Console.WriteLine("Keras: skipped, no Python named (second argument, or KERAS_PYTHON).");
        Console.WriteLine("network     | kind    |        ours, s |       Keras, s | ratio |  processor s, ours : Keras | ratio |  first s | peak MB, ours : Keras");
        foreach (string name in names.Length > 0 ? names : Names)
            foreach (string kind in name == "frozen" ? (string[])["step"] : ["predict", "step"])
            {
                using Side ours = new(Environment.ProcessPath!, ["application", name, kind]);
                using Side? theirs = string.IsNullOrEmpty(python) ? null : new(python, ["-c", Script, name, kind]);
                for (int i = 0; i <= rounds; i++)
                {
                    ours.Once();
                    theirs?.Once();
                }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-11} | {kind,-7} | {ours.Wall,14:F3} | {theirs?.Wall,14:F3} | {ours.Wall / theirs?.Wall,5:F2} | {ours.Processor,12:F3} : {theirs?.Processor,11:F3} | {ours.Processor / theirs?.Processor,5:F2} | {ours.First,8:F2} | {ours.Peak,9:F0} : {theirs?.Peak,5:F0}"));
            }
    }

    /// <summary>Our side: a round for each line of input.</summary>
    public static void Serve(string name, string kind)
    {
        (Model m, NDArray x, NDArray y) = Prepare(name);
        Console.WriteLine("ready");
        while (Console.ReadLine() is not null)
        {
            (long start, TimeSpan cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            if (kind == "predict") m.predict_on_batch(x);
            else m.train_on_batch(x, y);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds} {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds} {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0}"));
        }
    }

    /// <summary>Where the time of one network goes: its steps, like ones together, the dearest first.</summary>
    public static void Profile(string name, string kind, bool whole)
    {
        KeepingEngine engine = new();
        Engine.Current = engine;
        (Model m, NDArray x, NDArray y) = Prepare(name);
        double Processor() => Environment.CpuUsage.TotalTime.TotalSeconds;
        double start = Processor();
        if (kind == "predict") m.predict_on_batch(x);
        else m.train_on_batch(x, y);
        double first = Processor() - start;
        (ManagedProgram program, Schedule schedule) = engine.Largest;
        NDArray[] inputs = [.. schedule.Function.Inputs.Select(i => i.shape == x.shape ? x : i.shape == y.shape ? y : NDArray.Zeros(i.shape, i.dtype))];
        NDArray[] outputs = [.. schedule.Function.Outputs.Select(o => NDArray.Zeros(o.shape, o.dtype))];
        double[] times = program.Profile(inputs, outputs, 6, Processor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Sum() * 1e3:F1} ms of all processors in {times.Length} steps, {program.Plan.Length / 1048576.0:F0} MB of values; before the first run {first - times.Sum():F2} s"));
        foreach (var group in schedule.Steps.Select((s, i) => (Name: $"{string.Join(" ", s.Nodes.Select(n => n.Op.GetType().Name))}{(whole ? $" {string.Join(" ", s.Reads.Select(r => r.shape))} → {s.Last.shape}" : "")}", Time: times[i])).GroupBy(s => s.Name).OrderByDescending(g => g.Sum(s => s.Time)).Take(45))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Sum(s => s.Time) * 1e3,9:F2} ms {group.Count(),4} × {group.Key}"));
    }

    private static (Model, NDArray, NDArray) Prepare(string name)
    {
        np.random.seed(1);
        Model m = Networks.Of(name);
        m.compile(optimizer: keras.optimizers.SGD(1e-4), loss: "categorical_crossentropy");
        return (m, np.random.rand(8, 224, 224, 3).astype("float32"), np.eye(1000)[..8].astype("float32"));
    }

    private sealed class KeepingEngine : Engine
    {
        public (ManagedProgram Program, Schedule Schedule) Largest { get; private set; }
        public override string Name => "managed";

        public override IProgram Compile(Function function)
        {
            Schedule schedule = Schedule.Of(function);
            ManagedProgram program = new(schedule);
            if (Largest.Schedule is null || schedule.Steps.Count > Largest.Schedule.Steps.Count) Largest = (program, schedule);
            return program;
        }
    }

    /// <summary>A process that runs a round when asked.</summary>
    private sealed class Side : IDisposable
    {
        private readonly Process process;
        private bool started;

        public Side(string program, string[] arguments)
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            process = Process.Start(start)!;
            process.ErrorDataReceived += (_, line) => LastError = line.Data ?? LastError;
            process.BeginErrorReadLine();
            Read();
        }

        public double Wall { get; private set; } = double.PositiveInfinity;
        public double Processor { get; private set; } = double.PositiveInfinity;
        public double First { get; private set; }
        public double Peak { get; private set; }
        private string LastError { get; set; } = "";

        public void Once()
        {
            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
            double[] numbers = [.. Read().Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
            Peak = numbers[2];
            if (!started) (started, First) = (true, numbers[0]);
            else (Wall, Processor) = (Math.Min(Wall, numbers[0]), Math.Min(Processor, numbers[1]));
        }

        private string Read() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended: {LastError}");

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
