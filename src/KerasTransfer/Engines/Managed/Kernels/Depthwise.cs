using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Convolutions of each channel by itself: in float32 by <see cref="DepthwiseRows"/> and <see cref="DepthwiseKernelGradient"/>, else plainly, vectorised over the channels. A part is a row of an image (or a place of the kernel), so the bits do not depend on the number of threads.</summary>
internal static unsafe class Depthwise<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The convolution, then for float32 what follows it, its columns being the channels.</summary>
    public static void Run(ImageShape shape, T* x, T* kernel, T* y, WorkerPool pool, in Epilogue epilogue = default)
    {
        if (typeof(T) == typeof(float) && DepthwiseRows.Fits(shape)) { DepthwiseRows.Run(shape, (float*)x, (float*)kernel, (float*)y, epilogue, pool); return; }
        pool.Run(checked(shape.Images * shape.OutRows), new ForwardWork(shape, x, kernel, y, epilogue));
    }

    public static void RunInputGradient(ImageShape shape, T* dy, T* kernel, T* dx, WorkerPool pool)
    {
        if (typeof(T) == typeof(float) && DepthwiseRows.Fits(shape)) DepthwiseRows.RunInputGradient(shape, (float*)dy, (float*)kernel, (float*)dx, pool);
        else pool.Run(checked(shape.Images * shape.Rows), new InputWork(shape, dy, kernel, dx));
    }

    public static void RunKernelGradient(ImageShape shape, T* x, T* dy, T* dkernel, WorkerPool pool)
    {
        if (typeof(T) == typeof(float)) DepthwiseKernelGradient.Run(shape, (float*)x, (float*)dy, (float*)dkernel, pool);
        else pool.Run(checked(shape.Down.Size * shape.Across.Size), new KernelWork(shape, x, dy, dkernel));
    }

    // to += a · b
    private static void AddProduct(T* a, T* b, T* to, int n)
    {
        Span<T> sum = new(to, n);
        TensorPrimitives.MultiplyAdd(new ReadOnlySpan<T>(a, n), new ReadOnlySpan<T>(b, n), sum, sum);
    }

    // Bounds: Inside gives places on cells only.
    private readonly struct ForwardWork(ImageShape shape, T* x, T* kernel, T* y, Epilogue epilogue) : IWork
    {
        public void Run(int part)
        {
            (int image, int oy, int channels) = (part / shape.OutRows, part % shape.OutRows, shape.Channels);
            (Window down, Window across) = (shape.Down, shape.Across);
            T* to = y + (long)part * shape.OutColumns * channels;
            new Span<T>(to, checked(shape.OutColumns * channels)).Clear();
            (int y0, int y1) = down.Inside(oy, shape.Rows);
            for (int ox = 0; ox < shape.OutColumns; ox++, to += channels)
            {
                (int x0, int x1) = across.Inside(ox, shape.Columns);
                for (int ky = y0; ky < y1; ky++)
                {
                    long row = image * (long)shape.Rows + (long)oy * down.Stride - down.Before + (long)ky * down.Dilation;
                    for (int kx = x0; kx < x1; kx++)
                    {
                        long column = (long)ox * across.Stride - across.Before + (long)kx * across.Dilation;
                        AddProduct(x + (row * shape.Columns + column) * channels, kernel + (ky * across.Size + kx) * (long)channels, to, channels);
                    }
                }
            }
            if (typeof(T) == typeof(float) && !epilogue.IsNone) epilogue.Apply((float*)(to - (long)shape.OutColumns * channels), channels, 0, 0, shape.OutColumns, channels);
        }
    }

    // A cell is seen by position p at place k where p · stride + k · dilation = cell + before.
    private readonly struct InputWork(ImageShape shape, T* dy, T* kernel, T* dx) : IWork
    {
        public void Run(int part)
        {
            (int image, int row, int channels) = (part / shape.Rows, part % shape.Rows, shape.Channels);
            (Window down, Window across) = (shape.Down, shape.Across);
            T* to = dx + (long)part * shape.Columns * channels;
            new Span<T>(to, checked(shape.Columns * channels)).Clear();
            for (int ky = 0; ky < down.Size; ky++)
            {
                long oy = row + (long)down.Before - (long)ky * down.Dilation;
                if (oy < 0 || oy % down.Stride != 0 || (oy /= down.Stride) >= shape.OutRows) continue;
                for (int column = 0; column < shape.Columns; column++)
                    for (int kx = 0; kx < across.Size; kx++)
                    {
                        long ox = column + (long)across.Before - (long)kx * across.Dilation;
                        if (ox < 0 || ox % across.Stride != 0 || (ox /= across.Stride) >= shape.OutColumns) continue;
                        AddProduct(dy + ((image * (long)shape.OutRows + oy) * shape.OutColumns + ox) * channels, kernel + (ky * across.Size + kx) * (long)channels, to + (long)column * channels, channels);
                    }
            }
        }
    }

    // Sums of rows, then of images: long sums in one chain would lose digits.
    private readonly struct KernelWork(ImageShape shape, T* x, T* dy, T* dkernel) : IWork
    {
        public void Run(int place)
        {
            (Window down, Window across) = (shape.Down, shape.Across);
            (int ky, int kx, int channels) = (place / across.Size, place % across.Size, shape.Channels);
            Span<T> total = new(dkernel + (long)place * channels, channels);
            total.Clear();
            using AlignedBuffer sums = AlignedBuffer.Rent<T>(2L * channels);
            T* ofRow = (T*)sums.Pointer, ofImage = ofRow + channels;
            for (int image = 0; image < shape.Images; image++)
            {
                Span<T> imageSum = new(ofImage, channels), rowSum = new(ofRow, channels);
                imageSum.Clear();
                for (int oy = 0; oy < shape.OutRows; oy++)
                {
                    long row = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation;
                    if (row < 0 || row >= shape.Rows) continue;
                    rowSum.Clear();
                    for (int ox = 0; ox < shape.OutColumns; ox++)
                    {
                        long column = (long)ox * across.Stride - across.Before + (long)kx * across.Dilation;
                        if (column < 0 || column >= shape.Columns) continue;
                        AddProduct(x + ((image * (long)shape.Rows + row) * shape.Columns + column) * channels, dy + ((image * (long)shape.OutRows + oy) * shape.OutColumns + ox) * channels, ofRow, channels);
                    }
                    TensorPrimitives.Add(imageSum, rowSum, imageSum);
                }
                TensorPrimitives.Add(total, imageSum, total);
            }
        }
    }
}
