using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>
/// Convolutions and their gradients: each by the way that suits its sizes. A window of one place is a matrix product on the images as they lie; most others read their windows in place
/// (<see cref="DirectConvolution{T, TKernel}"/>, <see cref="ConvolutionKernelGradient{T, TKernel}"/>). The rest, as few channels or very narrow images, become matrix products: what the window sees at a position becomes a row of a matrix (im2col), some positions at a time. Chellapilla, Puri and Simard,
/// "High Performance Convolutional Neural Networks for Document Processing", 2006.
/// </summary>
/// <remarks>The blocks of positions follow from the sizes alone, and the sums over them are taken in their order: the bits do not depend on the number of threads.</remarks>
internal static unsafe class Convolution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockElements = 1 << 17, GradientBlockElements = 1 << 20;     // elements of a block's matrix

    /// <summary>y (positions × filters) = windows (positions × places·channels) · kernel, then for float32 what follows, its columns being the filters.</summary>
    public static void Run(ImageShape shape, int groups, int filters, T* x, T* kernel, T* y, WorkerPool pool, in Epilogue epilogue = default)
    {
        long positions = (long)shape.Images * shape.Positions;
        if (positions == 0 || filters == 0) return;
        (int perGroup, int f) = (shape.Channels / groups, filters / groups);
        if (IsPointwise(shape))
        {
            // The image is its own matrix.
            for (int g = 0; g < groups; g++) Product(false, false, checked((int)positions), f, perGroup, x + g * perGroup, shape.Channels, kernel + g * f, filters, y + g * f, filters, default, pool, epilogue.From(g * f));
            return;
        }
        if (TryDirect(shape, groups, filters, x, kernel, turned: false, y, new(filters, shape.OutColumns * (nint)filters, shape.Positions * (nint)filters), epilogue, pool)) return;
        int depth = Depth(shape, perGroup), block = Block(positions, depth, BlockElements, 64), parts = (int)((positions + block - 1) / block);
        ForwardWork work = new(shape, groups, filters, x, kernel, y, positions, block, depth, epilogue, parts == 1 ? pool : WorkerPool.Serial);
        if (parts == 1) work.Run(0);
        else pool.Run(parts, work);
    }

    /// <summary>dx: what each position gives back to the cells that its window saw.</summary>
    public static void RunInputGradient(ImageShape shape, int groups, int filters, T* dy, T* kernel, T* dx, WorkerPool pool)
    {
        if (shape.Images == 0 || TryInputGradient(shape, groups, filters, dy, kernel, dx, pool)) return;
        BackwardWork work = new(shape, groups, filters, dy, kernel, dx, shape.Images == 1 ? pool : WorkerPool.Serial);
        if (shape.Images == 1) work.Run(0);
        else pool.Run(shape.Images, work);
    }

    /// <summary>dkernel = windowsᵀ · dy.</summary>
    public static void RunKernelGradient(ImageShape shape, int groups, int filters, T* x, T* dy, T* dkernel, WorkerPool pool)
    {
        (int perGroup, int f) = (shape.Channels / groups, filters / groups);
        int depth = Depth(shape, perGroup);
        long positions = (long)shape.Images * shape.Positions;
        new Span<T>(dkernel, checked(depth * filters)).Clear();
        if (positions == 0 || depth == 0 || filters == 0) return;
        bool pointwise = IsPointwise(shape);
        if (!pointwise && perGroup >= FewestChannels)
        {
            if (typeof(T) == typeof(double)) ConvolutionKernelGradient<double, GemmKernelDouble>.Run(shape, groups, filters, (double*)x, (double*)dy, (double*)dkernel, pool);
            else if (Gemm.BestKernel == GemmKernel.Avx512) ConvolutionKernelGradient<float, GemmKernelAvx512>.Run(shape, groups, filters, (float*)x, (float*)dy, (float*)dkernel, pool);
            else if (Gemm.BestKernel == GemmKernel.Avx2) ConvolutionKernelGradient<float, GemmKernelAvx2>.Run(shape, groups, filters, (float*)x, (float*)dy, (float*)dkernel, pool);
            else ConvolutionKernelGradient<float, GemmKernelPortable>.Run(shape, groups, filters, (float*)x, (float*)dy, (float*)dkernel, pool);
            return;
        }
        int block = Block(positions, depth, GradientBlockElements, 256);
        using AlignedBuffer? windows = pointwise ? null : AlignedBuffer.Rent<T>((long)block * depth);
        for (long first = 0; first < positions; first += block)
        {
            int count = (int)Math.Min(block, positions - first);
            for (int g = 0; g < groups; g++)
            {
                T* rows = pointwise ? x + first * shape.Channels + g * perGroup : (T*)windows!.Pointer;
                if (!pointwise) pool.Run((count + PackRows - 1) / PackRows, new PackWork(shape, perGroup, g * perGroup, x, first, count, rows, depth));
                Product(true, false, depth, f, count, rows, pointwise ? shape.Channels : depth, dy + first * filters + g * f, filters, dkernel + g * f, filters, T.One, pool);
            }
        }
    }

    private const int PackRows = 32;            // positions that a part brings into the matrix
    private const int FewestChannels = 8;       // for panels of channels

    private static bool TryDirect(ImageShape shape, int groups, int filters, T* x, T* kernel, bool turned, T* y, ConvolutionPlaces places, in Epilogue epilogue, WorkerPool pool)
    {
        int channels = shape.Channels / groups;
        if (typeof(T) == typeof(double))
        {
            if (!DirectConvolution<double, GemmKernelDouble>.Fits(shape, channels)) return false;
            DirectConvolution<double, GemmKernelDouble>.Run(shape, groups, filters, (double*)x, (double*)kernel, turned, (double*)y, places, default, pool);
        }
        else if (Gemm.BestKernel == GemmKernel.Avx512) return Of<GemmKernelAvx512>(epilogue);
        else if (Gemm.BestKernel == GemmKernel.Avx2) return Of<GemmKernelAvx2>(epilogue);
        else return Of<GemmKernelPortable>(epilogue);
        return true;

        bool Of<TKernel>(in Epilogue epilogue) where TKernel : struct, IGemmKernel<float>
        {
            if (!DirectConvolution<float, TKernel>.Fits(shape, channels)) return false;
            DirectConvolution<float, TKernel>.Run(shape, groups, filters, (float*)x, (float*)kernel, turned, (float*)y, places, epilogue, pool);
            return true;
        }
    }

    // With windows that move cell by cell: the convolution of dy with the turned kernel. With one place: each position gives to its own cell.
    private static bool TryInputGradient(ImageShape shape, int groups, int filters, T* dy, T* kernel, T* dx, WorkerPool pool)
    {
        (Window down, Window across) = (shape.Down, shape.Across);
        (nint cell, nint row, nint image) = (shape.Channels, (nint)shape.Columns * shape.Channels, (nint)shape.Rows * shape.Columns * shape.Channels);
        if (IsPointwise(shape)) return false;
        if (down is { Size: 1, Before: 0 } && across is { Size: 1, Before: 0 })
        {
            ImageShape from = new(shape.Images, shape.OutRows, shape.OutColumns, filters, new(1), new(1));
            new Span<T>(dx, checked((int)(image * shape.Images))).Clear();
            return TryDirect(from, groups, shape.Channels, dy, kernel, turned: true, dx, new(cell * across.Stride, row * down.Stride, image), default, pool);
        }
        if (down.Stride != 1 || across.Stride != 1) return false;
        ImageShape turned = new(shape.Images, shape.OutRows, shape.OutColumns, filters, Turned(down), Turned(across));
        return turned.OutRows == shape.Rows && turned.OutColumns == shape.Columns && TryDirect(turned, groups, shape.Channels, dy, kernel, turned: true, dx, new(cell, row, image), default, pool);

        static Window Turned(Window w) => w.Extent > int.MaxValue / 4 ? w with { Before = -1 } : w with { Before = (int)w.Extent - 1 - w.Before, After = (int)w.Extent - 1 - w.After };
    }

    private static int Depth(ImageShape shape, int channels) => checked(shape.Down.Size * shape.Across.Size * channels);
    private static int Block(long positions, int depth, int elements, int least) => (int)Math.Min(positions, Math.Max(least, elements / Math.Max(1, depth)));
    private static bool IsPointwise(ImageShape shape) => shape.Down == new Window(1) && shape.Across == new Window(1);

    // C (m × n) = op(A)·B + beta·C
    private static void Product(bool transposeA, bool transposeB, int m, int n, int k, T* a, int lda, T* b, int ldb, T* c, int ldc, T beta, WorkerPool pool, in Epilogue epilogue = default)
    {
        if (typeof(T) == typeof(float)) Gemm.Run(transposeA, transposeB, m, n, k, (float*)a, lda, (float*)b, ldb, (float*)c, ldc, beta: float.CreateTruncating(beta), epilogue: epilogue, pool: pool);
        else Gemm.Run(transposeA, transposeB, m, n, k, (double*)a, lda, (double*)b, ldb, (double*)c, ldc, beta: double.CreateTruncating(beta), pool: pool);
    }

    // The windows of count positions from first on (counted through all images), channels of one group. Bounds: Inside gives places on cells only, so y < Rows and
    // x < Columns; each row of the matrix is written whole, cells of padding as zeros.
    private static void Pack(ImageShape shape, int channels, int channel, T* images, long first, int count, T* rows, int depth)
    {
        (Window down, Window across) = (shape.Down, shape.Across);
        int line = across.Size * channels;
        for (int i = 0; i < count; i++, rows += depth)
        {
            (int image, int position) = ((int)((first + i) / shape.Positions), (int)((first + i) % shape.Positions));
            (int oy, int ox) = (position / shape.OutColumns, position % shape.OutColumns);
            (int y0, int y1) = down.Inside(oy, shape.Rows);
            (int x0, int x1) = across.Inside(ox, shape.Columns);
            if (y1 - y0 < down.Size || x1 - x0 < across.Size) new Span<T>(rows, depth).Clear();
            if (x1 == x0) continue;
            for (int ky = y0; ky < y1; ky++)
            {
                long y = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation, x = (long)ox * across.Stride - across.Before + (long)x0 * across.Dilation;
                T* from = images + ((image * (long)shape.Rows + y) * shape.Columns + x) * shape.Channels + channel;
                T* to = rows + ky * line + x0 * channels;
                if (across.Dilation == 1 && channels == shape.Channels) new ReadOnlySpan<T>(from, (x1 - x0) * channels).CopyTo(new Span<T>(to, (x1 - x0) * channels));
                else
                    for (int kx = x0; kx < x1; kx++, from += (long)across.Dilation * shape.Channels, to += channels)
                        new ReadOnlySpan<T>(from, channels).CopyTo(new Span<T>(to, channels));
            }
        }
    }

    // The opposite: the rows are added to the cells of one image. Bounds as above.
    private static void Unpack(ImageShape shape, int channels, int channel, T* image, int first, int count, T* rows, int depth)
    {
        (Window down, Window across) = (shape.Down, shape.Across);
        for (int i = 0; i < count; i++, rows += depth)
        {
            (int oy, int ox) = ((first + i) / shape.OutColumns, (first + i) % shape.OutColumns);
            (int y0, int y1) = down.Inside(oy, shape.Rows);
            (int x0, int x1) = across.Inside(ox, shape.Columns);
            for (int ky = y0; ky < y1; ky++)
                for (int kx = x0; kx < x1; kx++)
                {
                    long y = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation, x = (long)ox * across.Stride - across.Before + (long)kx * across.Dilation;
                    Span<T> cell = new(image + (y * shape.Columns + x) * shape.Channels + channel, channels);
                    TensorPrimitives.Add(cell, new ReadOnlySpan<T>(rows + (ky * across.Size + kx) * channels, channels), cell);
                }
        }
    }

    private readonly struct ForwardWork(ImageShape shape, int groups, int filters, T* x, T* kernel, T* y, long positions, int block, int depth, Epilogue epilogue, WorkerPool inner) : IWork
    {
        public void Run(int part)
        {
            long first = (long)part * block;
            (int count, int channels, int f) = ((int)Math.Min(block, positions - first), shape.Channels / groups, filters / groups);
            using AlignedBuffer windows = AlignedBuffer.Rent<T>((long)count * depth);
            for (int g = 0; g < groups; g++)
            {
                Pack(shape, channels, g * channels, x, first, count, (T*)windows.Pointer, depth);
                Product(false, false, count, f, depth, (T*)windows.Pointer, depth, kernel + g * f, filters, y + first * filters + g * f, filters, default, inner, epilogue.From(g * f));
            }
        }
    }

    private readonly struct BackwardWork(ImageShape shape, int groups, int filters, T* dy, T* kernel, T* dx, WorkerPool inner) : IWork
    {
        public void Run(int image)
        {
            (int channels, int f) = (shape.Channels / groups, filters / groups);
            int depth = Depth(shape, channels), cells = checked(shape.Rows * shape.Columns * shape.Channels), block = Block(shape.Positions, depth, BlockElements, 64);
            T* to = dx + (long)image * cells, from = dy + (long)image * shape.Positions * filters;
            if (IsPointwise(shape))
            {
                for (int g = 0; g < groups; g++) Product(false, true, shape.Positions, channels, f, from + g * f, filters, kernel + g * f, filters, to + g * channels, shape.Channels, default, inner);
                return;
            }
            new Span<T>(to, cells).Clear();
            if (shape.Positions == 0) return;
            using AlignedBuffer windows = AlignedBuffer.Rent<T>((long)block * depth);
            for (int first = 0; first < shape.Positions; first += block)
            {
                int count = Math.Min(block, shape.Positions - first);
                for (int g = 0; g < groups; g++)
                {
                    Product(false, true, count, depth, f, from + (long)first * filters + g * f, filters, kernel + g * f, filters, (T*)windows.Pointer, depth, default, inner);
                    Unpack(shape, channels, g * channels, to, first, count, (T*)windows.Pointer, depth);
                }
            }
        }
    }

    private readonly struct PackWork(ImageShape shape, int channels, int channel, T* x, long first, int count, T* rows, int depth) : IWork
    {
        public void Run(int part)
        {
            int from = part * PackRows;
            Pack(shape, channels, channel, x, first + from, Math.Min(PackRows, count - from), rows + (long)from * depth, depth);
        }
    }
}
