using System.Globalization;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Ops;

namespace KerasTransfer.Benchmarks;

/// <summary>The convolutions of VGG16, ResNet50 and MobileNetV2 one by one, on one thread: billions of operations per second of processor time, forward and both gradients. Best times.</summary>
internal static unsafe class ConvolutionBenchmark
{
    public static void Run(int images = 2, double seconds = 0.4)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd} {GemmBenchmark.Processor()}, one thread, .NET {Environment.Version}; {images} images; GFLOPS forward, input gradient, kernel gradient (ms)");
        foreach ((int size, int channels, int filters, int kernel, int stride) in ((int, int, int, int, int)[])[
            (224, 3, 64, 3, 1), (224, 64, 64, 3, 1), (112, 128, 128, 3, 1), (56, 256, 256, 3, 1), (28, 512, 512, 3, 1), (14, 512, 512, 3, 1),
            (230, 3, 64, 7, 2), (56, 64, 64, 3, 1), (28, 128, 128, 3, 1), (14, 256, 256, 3, 1), (7, 512, 512, 3, 1), (56, 64, 256, 1, 1), (56, 256, 64, 1, 1), (56, 256, 128, 1, 2), (28, 512, 128, 1, 1), (28, 128, 512, 1, 1),
            (14, 1024, 256, 1, 1), (14, 256, 1024, 1, 1), (14, 1024, 2048, 1, 2), (7, 2048, 512, 1, 1), (112, 16, 96, 1, 1), (56, 144, 24, 1, 1), (14, 64, 384, 1, 1), (7, 320, 1280, 1, 1), (56, 64, 128, 3, 2)])
        {
            Window window = new Window(kernel, stride).Padded(kernel == 7 ? "valid" : "same", size);
            ImageShape shape = new(images, size, size, channels, window, window);
            using AlignedBuffer x = Random((long)images * size * size * channels), w = Random((long)kernel * kernel * channels * filters), y = Random((long)images * shape.Positions * filters);
            double flops = 2.0 * images * shape.Positions * kernel * kernel * channels * filters;
            Row($"{size}² {channels} → {filters}, {kernel} × {kernel}/{stride}", flops, seconds,
                () => Convolution<float>.Run(shape, 1, filters, x.Floats, w.Floats, y.Floats, WorkerPool.Serial),
                () => Convolution<float>.RunInputGradient(shape, 1, filters, y.Floats, w.Floats, x.Floats, WorkerPool.Serial),
                () => Convolution<float>.RunKernelGradient(shape, 1, filters, x.Floats, y.Floats, w.Floats, WorkerPool.Serial));
        }
        foreach ((int size, int channels, int stride) in ((int, int, int)[])[(112, 32, 1), (113, 96, 2), (56, 144, 1), (28, 192, 1), (14, 384, 1), (15, 576, 2), (7, 960, 1)])
        {
            Window window = new Window(3, stride).Padded(stride == 1 ? "same" : "valid", size);
            ImageShape shape = new(images, size, size, channels, window, window);
            using AlignedBuffer x = Random((long)images * size * size * channels), w = Random(9L * channels), y = Random((long)images * shape.Positions * channels);
            Row($"{size}² {channels}, by channel, 3 × 3/{stride}", 18.0 * images * shape.Positions * channels, seconds,
                () => Depthwise<float>.Run(shape, x.Floats, w.Floats, y.Floats, WorkerPool.Serial),
                () => Depthwise<float>.RunInputGradient(shape, y.Floats, w.Floats, x.Floats, WorkerPool.Serial),
                () => Depthwise<float>.RunKernelGradient(shape, x.Floats, y.Floats, w.Floats, WorkerPool.Serial));
        }
    }

    private static void Row(string name, double flops, double seconds, params Action[] ways) =>
        Console.WriteLine(name.PadRight(28) + string.Concat(ways.Select(way => Time(way, seconds)).Select(t => string.Create(CultureInfo.InvariantCulture, $"{flops / t / 1e9,8:F1} ({t * 1e3,7:F2})"))));

    private static double Time(Action way, double seconds)
    {
        way();
        double best = double.MaxValue;
        for (double all = 0; all < seconds; all += best)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            way();
            best = Math.Min(best, Math.Max(1e-6, (Environment.CpuUsage.TotalTime - start).TotalSeconds));
        }
        return best;
    }

    private static AlignedBuffer Random(long count)
    {
        AlignedBuffer buffer = AlignedBuffer.Rent<float>(count);
        System.Random random = new(1);
        for (long i = 0; i < count; i++) buffer.Floats[i] = random.NextSingle() - 0.5f;
        return buffer;
    }
}
