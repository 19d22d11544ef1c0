using System.Numerics;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>
/// Convolutions without a matrix of windows: a part copies the cells that some rows of the result see, padding included, into a buffer in the second-level cache, and the product's micro-kernel reads the
/// windows there in place: neighbouring positions are a fixed distance apart. The kernel is packed once per call. After Georganas et al., "Anatomy of High-Performance Deep Learning Convolutions on SIMD
/// Architectures", SC 2018.
/// </summary>
/// <remarks>Each element of the result is one chain of multiply-adds in the order of the kernel, in stretches that follow from the kernel's sizes alone: parts and threads do not change its bits.</remarks>
internal static unsafe class DirectConvolution<T, TKernel> where T : unmanaged, INumber<T> where TKernel : struct, IGemmKernel<T>
{
    private const int LongestStretch = 512;             // steps of the kernel between two visits of the result
    private const int BufferBytes = 400 << 10;          // of the copied cells: with the kernel's stretch and the result in the second-level cache
    private const int Parts = 16;                       // at least, where there is work for them

    /// <summary>Whether it is the better way: windows long enough, and rows that fill the tiles.</summary>
    public static bool Fits(ImageShape shape, int channels) =>
        Stretch(shape, channels) >= 24 && shape.OutColumns >= Math.Min(TKernel.Rows, 6) && (long)channels * shape.Down.Size * shape.Across.Size < 1 << 24
        && shape.Down.Before >= 0 && shape.Across.Before >= 0 && (long)Lines(shape, 1) * Cells(shape) * Pitch(shape, channels) < 1 << 26;

    private static int Stretch(ImageShape shape, int channels) => shape.Across.Dilation == 1 ? shape.Across.Size * channels : channels;

    // With one place along an axis only the cells that are used are copied, side by side.
    private static int Step(Window window) => window.Size == 1 ? 1 : window.Stride;
    private static int Sampling(Window window) => window.Size == 1 ? window.Stride : 1;
    private static int Lines(ImageShape shape, int rows) => checked((int)((rows - 1L) * Step(shape.Down) + shape.Down.Extent));
    private static int Cells(ImageShape shape) => checked((int)((shape.OutColumns - 1L) * Step(shape.Across) + shape.Across.Extent));

    // Rows of a tile that lie a multiple of 2 KiB apart would fall on the same few lines of the first-level cache.
    private static int Pitch(ImageShape shape, int channels) => (long)channels * Step(shape.Across) * sizeof(T) % 2048 == 0 ? channels + 64 / sizeof(T) : channels;

    private static int Count(int size, int of) => (size + of - 1) / of;
    private static int Start(int size, int pieces, int piece) => (int)((long)size * piece / pieces);

    /// <summary>Convolves. With <paramref name="turned"/>, the kernel is that of the convolution whose gradient this is: turned by 180°, channels and filters exchanged.</summary>
    /// <param name="shape">The images that are read (their channels are those of all groups) and the windows.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="filters">Channels of the result.</param>
    /// <param name="x">The images.</param>
    /// <param name="kernel">(rows, columns, channels / groups, filters), or if turned (rows, columns, filters / groups, channels).</param>
    /// <param name="turned">Whether the kernel is turned.</param>
    /// <param name="y">The result.</param>
    /// <param name="places">Where in it the positions are.</param>
    /// <param name="epilogue">What follows; its columns are the filters.</param>
    /// <param name="pool">The threads.</param>
    public static void Run(ImageShape shape, int groups, int filters, T* x, T* kernel, bool turned, T* y, ConvolutionPlaces places, in Epilogue epilogue, WorkerPool pool)
    {
        (int channels, int perGroup) = (shape.Channels / groups, filters / groups);
        int windows = checked(shape.Down.Size * shape.Across.Size), depth = checked(windows * channels), strips = Count(perGroup, TKernel.Columns);
        if (shape.Images == 0 || shape.Positions == 0 || filters == 0) return;
        using AlignedBuffer packed = AlignedBuffer.Rent<T>((long)groups * strips * depth * TKernel.Columns);
        pool.Run(groups * strips, new PackWork(windows, groups, channels, perGroup, strips, kernel, turned, (T*)packed.Pointer));

        int pitch = Pitch(shape, channels), line = checked(Cells(shape) * pitch), rows = 1;
        while (rows < shape.OutRows && (long)Lines(shape, rows + 1) * line * sizeof(T) <= BufferBytes) rows++;
        int blocks = Count(shape.OutRows, rows);
        if ((long)shape.Images * blocks < Parts) blocks = Math.Max(blocks, Math.Min(Count(Parts, shape.Images), Math.Max(1, shape.Positions / (4 * TKernel.Rows))));
        blocks = Math.Min(blocks, shape.OutRows);
        int across = (int)Math.Clamp(Parts / ((long)shape.Images * blocks), 1, strips);
        pool.Run(checked(shape.Images * blocks * across), new TileWork(shape, groups, channels, perGroup, x, (T*)packed.Pointer, y, places, epilogue, blocks, across, pitch, line));
    }

    /// <summary>A strip of a group's kernel: one step after the other, the strip's filters side by side.</summary>
    private readonly struct PackWork(int windows, int groups, int channels, int perGroup, int strips, T* kernel, bool turned, T* packed) : IWork
    {
        // Bounds: strips cut 0 … perGroup exactly; a strip takes windows · channels · Columns values.
        public void Run(int part)
        {
            (int group, int strip) = (part / strips, part % strips);
            int j = strip * TKernel.Columns, columns = Math.Min(TKernel.Columns, perGroup - j), depth = windows * channels;
            T* to = packed + (long)part * depth * TKernel.Columns;
            if (!turned) GemmPacking.Copy(kernel + (long)group * perGroup + j, (nint)groups * perGroup, depth, columns, to, TKernel.Columns);
            else
            {
                nint row = (nint)groups * channels;
                for (int w = 0; w < windows; w++)
                    TKernel.PackTransposed(kernel + ((long)(windows - 1 - w) * perGroup + j) * row + group * channels, row, columns, channels, to + (long)w * channels * TKernel.Columns, TKernel.Columns);
            }
        }
    }

    /// <summary>Some rows of an image's result, some strips of filters.</summary>
    private readonly struct TileWork(ImageShape shape, int groups, int channels, int perGroup, T* x, T* packed, T* y, ConvolutionPlaces places, Epilogue epilogue, int blocks, int across, int pitch, int line) : IWork
    {
        public void Run(int part)
        {
            (int image, int block, int strip) = (part / across / blocks, part / across % blocks, part % across);
            int row0 = Start(shape.OutRows, blocks, block), row1 = Start(shape.OutRows, blocks, block + 1), strips = Count(perGroup, TKernel.Columns);
            if (row0 == row1) return;
            using AlignedBuffer cells = AlignedBuffer.Rent<T>((long)Lines(shape, row1 - row0) * line);
            for (int group = 0; group < groups; group++)
            {
                Copy(image, group, row0, row1, (T*)cells.Pointer);
                Multiply(image, group, row0, row1, Start(strips, across, strip), Start(strips, across, strip + 1), (T*)cells.Pointer);
            }
        }

        // Bounds: what is read are the cells `left` … `right` - 1 of lines inside the image; the buffer has Lines lines of `line` values, each of which is written whole but for the pitch's rest.
        private void Copy(int image, int group, int row0, int row1, T* to)
        {
            (Window down, Window along) = (shape.Down, shape.Across);
            int lines = Lines(shape, row1 - row0), count = line / pitch, sampling = Sampling(along);
            int left = Math.Min(count, Count(along.Before, sampling));                                                     // cells of padding
            int right = (int)Math.Clamp(((long)shape.Columns + along.Before + sampling - 1) / sampling, left, count);
            for (int l = 0; l < lines; l++, to += line)
            {
                long row = (long)row0 * down.Stride - down.Before + (long)l * Sampling(down);
                if (row < 0 || row >= shape.Rows) { new Span<T>(to, line).Clear(); continue; }
                new Span<T>(to, left * pitch).Clear();
                new Span<T>(to + (long)right * pitch, (count - right) * pitch).Clear();
                T* from = x + ((image * (long)shape.Rows + row) * shape.Columns + (long)left * sampling - along.Before) * shape.Channels + group * channels, into = to + (long)left * pitch;
                if (sampling == 1 && pitch == shape.Channels) new ReadOnlySpan<T>(from, (right - left) * channels).CopyTo(new Span<T>(into, (right - left) * channels));
                else
                    for (int cell = left; cell < right; cell++, from += (long)sampling * shape.Channels, into += pitch)
                        new ReadOnlySpan<T>(from, channels).CopyTo(new Span<T>(into, channels));
            }
        }

        // Bounds: a tile of `count` positions reads windows of cells that Copy wrote, `steps` values of a strip, and writes the columns of one strip at these positions.
        private void Multiply(int image, int group, int row0, int row1, int strip0, int strip1, T* cells)
        {
            (Window down, Window along) = (shape.Down, shape.Across);
            bool joined = along.Dilation == 1 && pitch == channels;                 // the places along a row make one stretch
            int runs = joined ? down.Size : down.Size * along.Size, run = joined ? along.Size * channels : channels;
            int stretch = GemmBlocks<T, TKernel>.KBlock(run, LongestStretch), depth = down.Size * along.Size * channels, strips = Count(perGroup, TKernel.Columns);
            int panels = Count(shape.OutColumns, TKernel.Rows), step = Step(along) * pitch;
            GemmTile<T> tile = new() { ARow = step, AColumn = 1, BRow = TKernel.Columns, CRow = places.Position, Alpha = T.One, Beta = T.Zero };
            for (int r = 0, done = 0; r < runs; r++)
            {
                long offset = joined ? (long)r * down.Dilation * line : (long)(r / along.Size) * down.Dilation * line + (long)(r % along.Size) * along.Dilation * pitch;
                for (int k = 0; k < run; k += stretch, tile.Beta = T.One)
                {
                    tile.K = Math.Min(stretch, run - k);
                    bool last = r == runs - 1 && k + tile.K == run && typeof(T) == typeof(float) && !epilogue.IsNone;
                    for (int s = strip0; s < strip1; s++)
                    {
                        int j = group * perGroup + s * TKernel.Columns, columns = Math.Min(TKernel.Columns, perGroup - s * TKernel.Columns);
                        tile.B = packed + ((long)(group * strips + s) * depth + done) * TKernel.Columns;
                        for (int row = row0; row < row1; row++)
                        {
                            T* a = cells + offset + k + (long)(row - row0) * Step(down) * line, c = y + image * places.Image + row * places.Row + j;
                            for (int p = 0; p < panels; p++)
                            {
                                int i = Start(shape.OutColumns, panels, p), count = Start(shape.OutColumns, panels, p + 1) - i;
                                tile.A = a + (long)i * step;
                                tile.C = c + i * places.Position;
                                TKernel.Multiply(count, columns, tile);
                                if (last) epilogue.Apply((float*)tile.C, places.Position, 0, j, count, columns);
                            }
                        }
                    }
                    done += tile.K;
                }
            }
        }
    }
}

/// <summary>Where in memory the positions of a convolution's result are: elements from one position to the next, from row to row, from image to image.</summary>
internal readonly record struct ConvolutionPlaces(nint Position, nint Row, nint Image);
