using System.Numerics;
using System.Runtime.Intrinsics;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>
/// The gradient of a convolution's kernel: for each place of the window, the product of the cells seen there (channels × positions) and the result's gradient (positions × filters). Positions are taken in
/// blocks: the gradient of a block is packed once for all places, cells are packed straight from the images.
/// </summary>
/// <remarks>A part is some channels at one place; the blocks follow from the sizes alone and are added in their order: the bits do not depend on the number of threads.</remarks>
internal static unsafe class ConvolutionKernelGradient<T, TKernel> where T : unmanaged, INumber<T> where TKernel : struct, IGemmKernel<T>
{
    private const int Steps = 512;                      // positions between two visits of the kernel
    private const int BlockElements = 1 << 17;          // of the packed gradient
    private const int PanelsPerPart = 4;

    private static int Count(int size, int of) => (size + of - 1) / of;
    private static int Start(int size, int pieces, int piece) => (int)((long)size * piece / pieces);

    public static void Run(ImageShape shape, int groups, int filters, T* x, T* dy, T* dkernel, WorkerPool pool)
    {
        (int channels, int perGroup) = (shape.Channels / groups, filters / groups);
        long positions = (long)shape.Images * shape.Positions;
        int strips = Count(perGroup, TKernel.Columns), width = groups * strips * TKernel.Columns;
        int block = (int)Math.Min(positions, Math.Max(1, BlockElements / width / Steps) * (long)Steps);
        int windows = shape.Down.Size * shape.Across.Size, shares = Count(Count(channels, TKernel.Rows), PanelsPerPart);
        using AlignedBuffer packed = AlignedBuffer.Rent<T>((long)block * width);
        for (long first = 0; first < positions; first += block)
        {
            int count = (int)Math.Min(block, positions - first);
            pool.Run(groups * strips, new PackWork(strips, perGroup, dy + first * filters, filters, count, (T*)packed.Pointer));
            pool.Run(checked(groups * windows * shares), new PlaceWork(shape, channels, perGroup, filters, strips, shares, x, (T*)packed.Pointer, dkernel, first, count));
        }
    }

    private readonly struct PackWork(int strips, int perGroup, T* dy, nint filters, int count, T* packed) : IWork
    {
        // Bounds: strips cut 0 … perGroup exactly; each takes count · Columns values.
        public void Run(int part)
        {
            int j = part % strips * TKernel.Columns;
            GemmPacking.Copy(dy + (long)(part / strips) * perGroup + j, filters, count, Math.Min(TKernel.Columns, perGroup - j), packed + (long)part * count * TKernel.Columns, TKernel.Columns);
        }
    }

    private readonly struct PlaceWork(ImageShape shape, int channels, int perGroup, int filters, int strips, int shares, T* x, T* packed, T* dkernel, long first, int count) : IWork
    {
        // Bounds: panels cut 0 … channels exactly, so a tile writes channels × filters of one place.
        public void Run(int part)
        {
            int windows = shape.Down.Size * shape.Across.Size, stride = TKernel.PanelStride, panels = Count(channels, TKernel.Rows);
            (int group, int window, int share) = (part / shares / windows, part / shares % windows, part % shares);
            int panel0 = Start(panels, shares, share), panel1 = Start(panels, shares, share + 1);
            using AlignedBuffer cells = AlignedBuffer.Rent<T>((long)(panel1 - panel0) * Steps * stride);
            GemmTile<T> tile = new() { ARow = 1, AColumn = stride, BRow = TKernel.Columns, CRow = filters, Alpha = T.One, Beta = first == 0 ? T.Zero : T.One };
            for (int k = 0; k < count; k += Steps, tile.Beta = T.One)
            {
                tile.K = Math.Min(Steps, count - k);
                for (int p = panel0; p < panel1; p++)
                {
                    int c = Start(channels, panels, p);
                    Pack(window, group * channels + c, Start(channels, panels, p + 1) - c, first + k, tile.K, (T*)cells.Pointer + (long)(p - panel0) * Steps * stride);
                }
                for (int s = 0; s < strips; s++)
                {
                    int columns = Math.Min(TKernel.Columns, perGroup - s * TKernel.Columns);
                    tile.B = packed + ((long)(group * strips + s) * count + k) * TKernel.Columns;
                    for (int p = panel0; p < panel1; p++)
                    {
                        int c = Start(channels, panels, p);
                        tile.A = (T*)cells.Pointer + (long)(p - panel0) * Steps * stride;
                        tile.C = dkernel + ((long)window * channels + c) * filters + group * perGroup + s * TKernel.Columns;
                        TKernel.Multiply(Start(channels, panels, p + 1) - c, columns, tile);
                    }
                }
            }
        }

        // What `steps` positions see at a place, of `rows` channels: one row of the panel per position, zeros where it is padding. Row by row of the result, of which a stretch sees cells and both ends padding.
        // Bounds: a cell inside the image is read; a whole panel row at once only where it ends within the images.
        private void Pack(int window, int channel, int rows, long position, int steps, T* to)
        {
            (Window down, Window across) = (shape.Down, shape.Across);
            (int ky, int kx, int stride) = (window / across.Size, window % across.Size, TKernel.PanelStride);
            T* end = x + (long)shape.Images * shape.Rows * shape.Columns * shape.Channels - stride;
            int shift = checked(kx * across.Dilation - across.Before);
            int inside0 = shift >= 0 ? 0 : Count(-shift, across.Stride), inside1 = (int)Math.Clamp(((long)shape.Columns - shift + across.Stride - 1) / across.Stride, 0, shape.OutColumns);
            nint next = (nint)across.Stride * shape.Channels;
            while (steps > 0)
            {
                (long row, int ox) = (position / shape.OutColumns, (int)(position % shape.OutColumns));
                int run = Math.Min(steps, shape.OutColumns - ox);
                long y = row % shape.OutRows * down.Stride - down.Before + (long)ky * down.Dilation;
                int from = y < 0 || y >= shape.Rows ? run : Math.Clamp(inside0 - ox, 0, run), until = y < 0 || y >= shape.Rows ? run : Math.Clamp(inside1 - ox, from, run);
                new Span<T>(to, from * stride).Clear();
                new Span<T>(to + (long)until * stride, (run - until) * stride).Clear();
                T* cell = x + ((row / shape.OutRows * shape.Rows + y) * shape.Columns + (long)(ox + from) * across.Stride + shift) * shape.Channels + channel, into = to + (long)from * stride;
                for (int i = from; i < until; i++, cell += next, into += stride)
                {
                    if (stride * sizeof(T) == 64 && cell <= end) Vector512.Load((byte*)cell).Store((byte*)into);
                    else if (stride * sizeof(T) == 32 && cell <= end) Vector256.Load((byte*)cell).Store((byte*)into);
                    else
                        for (int r = 0; r < rows; r++) into[r] = cell[r];
                }
                (position, steps) = (position + run, steps - run);
                to += (long)run * stride;
            }
        }
    }
}
