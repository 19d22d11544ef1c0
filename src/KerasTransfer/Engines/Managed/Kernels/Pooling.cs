using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Poolings of images, vectorised over the channels. A part is a row of the result (for gradients, an image), so the bits do not depend on the number of threads.</summary>
internal static unsafe class Pooling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private enum Kind { Max, Places, Average }

    public static void Max(ImageShape shape, T* x, T* y, WorkerPool pool) => pool.Run(checked(shape.Images * shape.OutRows), new RowWork(Kind.Max, shape, x, y, null));
    public static void Places(ImageShape shape, T* x, long* places, WorkerPool pool) => pool.Run(checked(shape.Images * shape.OutRows), new RowWork(Kind.Places, shape, x, null, places));
    public static void Average(ImageShape shape, T* x, T* y, WorkerPool pool) => pool.Run(checked(shape.Images * shape.OutRows), new RowWork(Kind.Average, shape, x, y, null));
    public static void AverageGradient(ImageShape shape, T* dy, T* dx, WorkerPool pool) => pool.Run(shape.Images, new SpreadWork(shape, dy, dx));

    // Bounds: Inside gives places on cells only. A window always has a cell: padding is shorter than the window.
    private readonly struct RowWork(Kind kind, ImageShape shape, T* x, T* y, long* places) : IWork
    {
        public void Run(int part)
        {
            (int image, int oy, int channels) = (part / shape.OutRows, part % shape.OutRows, shape.Channels);
            (int y0, int y1) = shape.Down.Inside(oy, shape.Rows);
            for (int ox = 0; ox < shape.OutColumns; ox++)
            {
                long to = ((long)part * shape.OutColumns + ox) * channels;
                (int x0, int x1) = shape.Across.Inside(ox, shape.Columns);
                if (kind == Kind.Places) new Span<long>(places + to, channels).Clear();
                else new Span<T>(y + to, channels).Fill(kind == Kind.Max ? T.NegativeInfinity : T.Zero);
                bool first = true;
                for (int ky = y0; ky < y1; ky++)
                    for (int kx = x0; kx < x1; kx++, first = false)
                    {
                        long row = image * (long)shape.Rows + (long)oy * shape.Down.Stride - shape.Down.Before + (long)ky * shape.Down.Dilation;
                        long from = (row * shape.Columns + (long)ox * shape.Across.Stride - shape.Across.Before + (long)kx * shape.Across.Dilation) * channels;
                        ReadOnlySpan<T> cell = new(x + from, channels);
                        if (kind == Kind.Places)
                            for (int c = 0; c < channels; c++)
                            {
                                ref long place = ref places[to + c];
                                if (first || cell[c] > x[place] || (T.IsNaN(cell[c]) && !T.IsNaN(x[place]))) place = from + c;
                            }
                        else
                        {
                            Span<T> result = new(y + to, channels);
                            if (kind == Kind.Max) TensorPrimitives.Max(result, cell, result);
                            else TensorPrimitives.Add(result, cell, result);
                        }
                    }
                if (kind == Kind.Average) TensorPrimitives.Divide(new ReadOnlySpan<T>(y + to, channels), T.CreateTruncating((y1 - y0) * (x1 - x0)), new Span<T>(y + to, channels));
            }
        }
    }

    private readonly struct SpreadWork(ImageShape shape, T* dy, T* dx) : IWork
    {
        public void Run(int image)
        {
            int channels = shape.Channels;
            new Span<T>(dx + (long)image * shape.Rows * shape.Columns * channels, checked(shape.Rows * shape.Columns * channels)).Clear();
            using AlignedBuffer rented = AlignedBuffer.Rent<T>(channels);
            Span<T> share = new(rented.Pointer, channels);
            for (int oy = 0; oy < shape.OutRows; oy++)
            {
                (int y0, int y1) = shape.Down.Inside(oy, shape.Rows);
                for (int ox = 0; ox < shape.OutColumns; ox++)
                {
                    (int x0, int x1) = shape.Across.Inside(ox, shape.Columns);
                    TensorPrimitives.Divide(new ReadOnlySpan<T>(dy + ((image * (long)shape.OutRows + oy) * shape.OutColumns + ox) * channels, channels), T.CreateTruncating(Math.Max(1, (y1 - y0) * (x1 - x0))), share);
                    for (int ky = y0; ky < y1; ky++)
                        for (int kx = x0; kx < x1; kx++)
                        {
                            long row = image * (long)shape.Rows + (long)oy * shape.Down.Stride - shape.Down.Before + (long)ky * shape.Down.Dilation;
                            Span<T> cell = new(dx + (row * shape.Columns + (long)ox * shape.Across.Stride - shape.Across.Before + (long)kx * shape.Across.Dilation) * channels, channels);
                            TensorPrimitives.Add(cell, share, cell);
                        }
                }
            }
        }
    }
}
