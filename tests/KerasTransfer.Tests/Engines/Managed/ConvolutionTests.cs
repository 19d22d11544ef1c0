using System.Numerics;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Ops;

namespace KerasTransfer.Tests.Engines.Managed;

/// <summary>The kernels of convolutions and of max pooling against sums written out in double precision, at sizes that fit no block; the bits for any number of threads.</summary>
[TestClass]
public sealed unsafe class ConvolutionTests
{
    private static readonly WorkerPool[] Pools = [WorkerPool.Serial, new(2), new(3)];

    private static Window Same(int length, int size, int stride = 1, int dilation = 1) => new Window(size, stride, dilation).Padded("same", length);

    private static readonly (string Name, ImageShape Shape, int Groups, int Filters)[] Cases =
    [
        ("one pixel", new(1, 1, 1, 1, Same(1, 3), Same(1, 3)), 1, 1),
        ("odd channels", new(2, 9, 14, 17, Same(9, 3), Same(14, 3)), 1, 33),
        ("stride 2", new(1, 7, 29, 33, Same(7, 3, 2), Same(29, 3, 2)), 1, 5),
        ("dilation", new(2, 8, 15, 64, Same(8, 3, 1, 2), Same(15, 3, 1, 3)), 1, 32),
        ("one channel", new(1, 5, 40, 1, Same(5, 3), Same(40, 31)), 1, 3),
        ("groups", new(2, 6, 13, 48, Same(6, 3), Same(13, 3)), 2, 70),
        ("stride above size", new(1, 9, 25, 26, new(2, 3), new(2, 3)), 1, 70),
        ("padding of its own", new(2, 6, 9, 24, new(3, 1, 1, 2, 0), new(4, 1, 1, 0, 3)), 1, 31),
        ("padding beyond the window", new(1, 4, 7, 24, new(2, 1, 1, 4, 3), new(3, 1, 1, 5, 6)), 1, 4),
        ("one place, stride 2", new(2, 7, 15, 40, new(1, 2), new(1, 2)), 1, 36),
        ("one place, padded", new(1, 4, 9, 40, new(1, 2, 1, 1, 1), new(1, 3, 1, 2, 0)), 2, 6),
        ("one place", new(2, 5, 7, 33, new(1), new(1)), 1, 65),
        ("rows 2 KiB apart", new(1, 3, 8, 512, Same(3, 3), Same(8, 3)), 1, 16),
        ("long stretches", new(1, 3, 7, 300, Same(3, 3), Same(7, 3)), 1, 9),
        ("5 × 5", new(3, 23, 31, 24, Same(23, 5), Same(31, 5)), 1, 40),
        ("many positions", new(2, 40, 41, 9, Same(40, 2), Same(41, 2)), 1, 33),
        ("no images", new(0, 5, 9, 32, Same(5, 3), Same(9, 3)), 1, 8),
        ("no positions", new(2, 2, 9, 32, new(3), new(3)), 1, 8),
    ];

    [TestMethod]
    public void Convolutions_and_gradients_agree_with_sums()
    {
        foreach ((string name, ImageShape shape, int groups, int filters) in Cases)
        {
            Check<float>(name, shape, groups, filters, 2e-6);
            Check<double>(name, shape, groups, filters, 1e-14);
        }
    }

    private static void Check<T>(string name, ImageShape shape, int groups, int filters, double precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T[] x, T[] k, T[] dy) = (Random<T>(shape.Images * shape.Rows * shape.Columns * shape.Channels, 1), Random<T>(shape.Down.Size * shape.Across.Size * (shape.Channels / groups) * filters, 2), Random<T>(shape.Images * shape.Positions * filters, 3));
        double[] y = new double[dy.Length], dx = new double[x.Length], dk = new double[k.Length], ay = new double[y.Length], adx = new double[x.Length], adk = new double[k.Length];
        Walk(shape, (cell, window, position) =>
        {
            for (int f = 0; f < filters; f++)
                for (int c = 0, group = f / (filters / groups), per = shape.Channels / groups; c < per; c++)
                {
                    (long xi, long ki, long yi) = (cell * shape.Channels + group * per + c, ((long)window * per + c) * filters + f, position * filters + f);
                    (double xv, double kv, double dv) = (double.CreateTruncating(x[xi]), double.CreateTruncating(k[ki]), double.CreateTruncating(dy[yi]));
                    (y[yi], dx[xi], dk[ki]) = (y[yi] + xv * kv, dx[xi] + dv * kv, dk[ki] + xv * dv);
                    (ay[yi], adx[xi], adk[ki]) = (ay[yi] + Math.Abs(xv * kv), adx[xi] + Math.Abs(dv * kv), adk[ki] + Math.Abs(xv * dv));
                }
        });
        Same($"{name}: y", y, ay, precision, pool => Run<T>(y.Length, to => { fixed (T* px = x, pk = k) Convolution<T>.Run(shape, groups, filters, px, pk, to, pool); }));
        Same($"{name}: dx", dx, adx, precision, pool => Run<T>(x.Length, to => { fixed (T* pd = dy, pk = k) Convolution<T>.RunInputGradient(shape, groups, filters, pd, pk, to, pool); }));
        Same($"{name}: dk", dk, adk, precision, pool => Run<T>(k.Length, to => { fixed (T* px = x, pd = dy) Convolution<T>.RunKernelGradient(shape, groups, filters, px, pd, to, pool); }));
    }

    [TestMethod]
    public void Micro_kernels_of_all_processors_agree()
    {
        foreach ((string name, ImageShape shape, int groups, int filters) in Cases)
        {
            if (GemmKernelAvx512.IsSupported) Direct<GemmKernelAvx512>(name, shape, groups, filters);
            if (GemmKernelAvx2.IsSupported) Direct<GemmKernelAvx2>(name, shape, groups, filters);
            Direct<GemmKernelPortable>(name, shape, groups, filters);
        }
    }

    private static void Direct<TKernel>(string name, ImageShape shape, int groups, int filters) where TKernel : struct, IGemmKernel<float>
    {
        if (shape.Channels / groups < 8 || shape.Images * shape.Positions == 0) return;
        (float[] x, float[] k, float[] dy) = (Random<float>(shape.Images * shape.Rows * shape.Columns * shape.Channels, 1), Random<float>(shape.Down.Size * shape.Across.Size * (shape.Channels / groups) * filters, 2), Random<float>(shape.Images * shape.Positions * filters, 3));
        ConvolutionPlaces places = new(filters, shape.OutColumns * filters, shape.Positions * filters);
        float[] Of(int length, WorkerPool pool, bool forward) => Run<float>(length, to =>
        {
            fixed (float* px = x, pk = k, pd = dy)
                if (!forward) ConvolutionKernelGradient<float, TKernel>.Run(shape, groups, filters, px, pd, to, pool);
                else if (DirectConvolution<float, TKernel>.Fits(shape, shape.Channels / groups)) DirectConvolution<float, TKernel>.Run(shape, groups, filters, px, pk, turned: false, to, places, default, pool);
                else Convolution<float>.Run(shape, groups, filters, px, pk, to, pool);
        });
        float[] y = Run<float>(dy.Length, to => { fixed (float* px = x, pk = k) Convolution<float>.Run(shape, groups, filters, px, pk, to, Pools[0]); });
        float[] dk = Run<float>(k.Length, to => { fixed (float* px = x, pd = dy) Convolution<float>.RunKernelGradient(shape, groups, filters, px, pd, to, Pools[0]); });
        Same($"{typeof(TKernel).Name} {name}: y", [.. y], [.. y.Select(_ => (double)shape.Channels)], 2e-6, pool => Of(y.Length, pool, true));
        Same($"{typeof(TKernel).Name} {name}: dk", [.. dk], [.. dk.Select(_ => (double)shape.Images * shape.Positions)], 2e-6, pool => Of(dk.Length, pool, false));
    }

    [TestMethod]
    public void What_follows_a_convolution_has_the_bits_of_single_steps()
    {
        foreach ((string name, ImageShape shape, int groups, int filters) in Cases)
        {
            (float[] x, float[] k, float[] bias, float[] scale, float[] shift, float[] residual) = (Random<float>(shape.Images * shape.Rows * shape.Columns * shape.Channels, 1),
                Random<float>(shape.Down.Size * shape.Across.Size * (shape.Channels / groups) * filters, 2), Random<float>(filters, 3), Random<float>(filters, 4), Random<float>(filters, 5), Random<float>(shape.Images * shape.Positions * filters, 6));
            float[] plain = Run<float>(residual.Length, to => { fixed (float* px = x, pk = k) Convolution<float>.Run(shape, groups, filters, px, pk, to, Pools[1]); });
            float[] expected = [.. plain.Select((v, i) => Math.Min(6, Math.Max(0, (v + bias[i % filters]) * scale[i % filters] + shift[i % filters] + residual[i])))];
            float[] y = Run<float>(residual.Length, to =>
            {
                fixed (float* px = x, pk = k, pb = bias, ps = scale, pt = shift, pr = residual)
                    Convolution<float>.Run(shape, groups, filters, px, pk, to, Pools[1], new Epilogue { ColumnBias = pb, ColumnScale = ps, ColumnShift = pt, Residual = (nint)(pr - to), Activation = global::KerasTransfer.Engines.Managed.Activation.Relu6 });
            });
            CollectionAssert.AreEqual(expected, y, name);
        }
    }

    [TestMethod]
    public void Convolutions_by_channel_agree_with_sums()
    {
        foreach ((string name, ImageShape shape) in ((string, ImageShape)[])[
            ("3 × 3", new(2, 9, 21, 17, Same(9, 3), Same(21, 3))), ("stride 2", new(1, 8, 23, 33, Same(8, 3, 2), Same(23, 3, 2))), ("dilation", new(2, 11, 13, 64, Same(11, 3, 1, 2), Same(13, 3, 1, 3))),
            ("one channel", new(1, 7, 30, 1, Same(7, 5), Same(30, 7))), ("three channels, stride above size", new(2, 9, 25, 3, new(2, 3), new(2, 3))), ("one pixel", new(3, 1, 1, 19, Same(1, 3), Same(1, 3))),
            ("padding of its own", new(2, 6, 9, 20, new(3, 1, 1, 2, 0), new(4, 2, 1, 0, 3))), ("beyond the window", new(1, 4, 7, 16, new(2, 1, 1, 4, 3), new(3, 1, 1, 5, 6))), ("no images", new(0, 5, 9, 32, Same(5, 3), Same(9, 3))),
            ("stride and dilation", new(1, 14, 17, 18, new(3, 2, 2), new(3, 3, 2)))])
        {
            CheckByChannel<float>(name, shape, 2e-6);
            CheckByChannel<double>(name, shape, 1e-14);
        }
    }

    private static void CheckByChannel<T>(string name, ImageShape shape, double precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = shape.Channels;
        (T[] x, T[] k, T[] dy) = (Random<T>(shape.Images * shape.Rows * shape.Columns * channels, 1), Random<T>(shape.Down.Size * shape.Across.Size * channels, 2), Random<T>(shape.Images * shape.Positions * channels, 3));
        double[] y = new double[dy.Length], dx = new double[x.Length], dk = new double[k.Length];
        Walk(shape, (cell, window, position) =>
        {
            for (int c = 0; c < channels; c++)
            {
                (double xv, double kv, double dv) = (double.CreateTruncating(x[cell * channels + c]), double.CreateTruncating(k[window * channels + c]), double.CreateTruncating(dy[position * channels + c]));
                y[position * channels + c] += xv * kv;
                dx[cell * channels + c] += dv * kv;
                dk[window * channels + c] += xv * dv;
            }
        });
        double[] Scale(int length, double scale) => [.. Enumerable.Repeat(scale, length)];
        Same($"{name}: y", y, Scale(y.Length, 4), precision, pool => Run<T>(y.Length, to => { fixed (T* px = x, pk = k) Depthwise<T>.Run(shape, px, pk, to, pool); }));
        Same($"{name}: dx", dx, Scale(x.Length, 4), precision, pool => Run<T>(x.Length, to => { fixed (T* pd = dy, pk = k) Depthwise<T>.RunInputGradient(shape, pd, pk, to, pool); }));
        Same($"{name}: dk", dk, Scale(k.Length, 40), precision, pool => Run<T>(k.Length, to => { fixed (T* px = x, pd = dy) Depthwise<T>.RunKernelGradient(shape, px, pd, to, pool); }));
    }

    // Every cell that a position of the window sees: number of the cell, place of the window, number of the position.
    private static void Walk(ImageShape shape, Action<long, int, long> visit)
    {
        for (int n = 0; n < shape.Images; n++)
            for (int oy = 0; oy < shape.OutRows; oy++)
                for (int ox = 0; ox < shape.OutColumns; ox++)
                    for (int ky = 0; ky < shape.Down.Size; ky++)
                        for (int kx = 0; kx < shape.Across.Size; kx++)
                        {
                            int row = oy * shape.Down.Stride - shape.Down.Before + ky * shape.Down.Dilation, column = ox * shape.Across.Stride - shape.Across.Before + kx * shape.Across.Dilation;
                            if (row >= 0 && row < shape.Rows && column >= 0 && column < shape.Columns)
                                visit(((long)n * shape.Rows + row) * shape.Columns + column, ky * shape.Across.Size + kx, ((long)n * shape.OutRows + oy) * shape.OutColumns + ox);
                        }
    }

    private static T[] Random<T>(int count, int seed) where T : unmanaged, INumberBase<T>
    {
        System.Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
    }

    private delegate void Kernel<T>(T* to) where T : unmanaged;

    // What a kernel writes over memory that holds NaN.
    private static T[] Run<T>(int length, Kernel<T> kernel) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] to = new T[length + 1];
        Array.Fill(to, T.NaN);
        fixed (T* p = to) kernel(p);
        Assert.IsTrue(T.IsNaN(to[length]), "written beyond the end");
        return to[..length];
    }

    private static void Same<T>(string name, double[] expected, double[] scale, double precision, Func<WorkerPool, T[]> run) where T : unmanaged, INumberBase<T>
    {
        T[] first = run(Pools[0]);
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateTruncating(first[i]);
            if (!(Math.Abs(value - expected[i]) <= precision * scale[i])) Assert.Fail($"{name}, element {i} of {expected.Length}: expected {expected[i]}, got {value}.");
        }
        foreach (WorkerPool pool in Pools[1..]) CollectionAssert.AreEqual(first, run(pool), $"{name}: {pool.Threads} threads");
    }
}
