using System.Numerics.Tensors;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Whole rows of a matrix by their numbers, and rows put side by side.</summary>
internal static unsafe class RowKernels
{
    private const long BytesPerPart = 128 * 1024;

    /// <summary>y[i] = table[indices[i]], rows of <paramref name="rowBytes"/> bytes.</summary>
    /// <returns>The first i whose index is no row of the table, before anything is copied; -1 if all are.</returns>
    public static int Gather(ReadOnlySpan<byte> table, int rowBytes, ReadOnlySpan<long> indices, Span<byte> y, WorkerPool? pool = null)
    {
        if (y.Length != (long)indices.Length * rowBytes) throw new ArgumentException($"{indices.Length} rows of {rowBytes} bytes, room for {y.Length} bytes.", nameof(y));
        if (rowBytes == 0) return -1;
        long rows = table.Length / rowBytes;
        for (int i = 0; i < indices.Length; i++)
            if ((ulong)indices[i] >= (ulong)rows) return i;
        int perPart = (int)Math.Max(1, BytesPerPart / rowBytes);
        fixed (byte* from = table, to = y)
        fixed (long* pi = indices) (pool ?? WorkerPool.Default).Run((int)(((long)indices.Length + perPart - 1) / perPart), new GatherWork(from, pi, to, indices.Length, rowBytes, perPart));
        return -1;
    }

    /// <summary>table[indices[i]] += x[i], in order, rows of <paramref name="columns"/> floats.</summary>
    /// <returns>The first i whose index is no row of the table, before anything is added; -1 if all are.</returns>
    public static int ScatterAdd(ReadOnlySpan<float> x, ReadOnlySpan<long> indices, int columns, Span<float> table, WorkerPool? pool = null)
    {
        if (x.Length != (long)indices.Length * columns) throw new ArgumentException($"{indices.Length} rows of {columns}, given {x.Length}.", nameof(x));
        if (columns == 0) return -1;
        long rows = table.Length / columns;
        for (int i = 0; i < indices.Length; i++)
            if ((ulong)indices[i] >= (ulong)rows) return i;
        // Parts are ranges of columns: each adds up its own elements, in the order of the indices.
        int parts = x.Length < 65536 ? 1 : Math.Clamp(columns / 64, 1, 16);
        fixed (float* from = x, to = table)
        fixed (long* pi = indices) (pool ?? WorkerPool.Default).Run(parts, new ScatterWork(from, pi, to, indices.Length, columns, parts));
        return -1;
    }

    /// <summary>Puts one of several arrays into its place in their concatenation: <paramref name="outer"/> pieces of <paramref name="pieceBytes"/> bytes, each into a row of <paramref name="rowBytes"/> bytes, <paramref name="offset"/> bytes from its start.</summary>
    public static void Concatenate(ReadOnlySpan<byte> x, int outer, int pieceBytes, Span<byte> y, int rowBytes, int offset, WorkerPool? pool = null) => Pieces(x, y, outer, pieceBytes, rowBytes, offset, split: false, pool);

    /// <summary>The way back: takes one array's pieces out of the concatenation.</summary>
    public static void Split(ReadOnlySpan<byte> y, int rowBytes, int offset, Span<byte> x, int outer, int pieceBytes, WorkerPool? pool = null) => Pieces(x, y, outer, pieceBytes, rowBytes, offset, split: true, pool);

    private static void Pieces(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, int outer, int pieceBytes, int rowBytes, int offset, bool split, WorkerPool? pool)
    {
        if (x.Length != (long)outer * pieceBytes || y.Length != (long)outer * rowBytes) throw new ArgumentException($"{outer} pieces of {pieceBytes} bytes in rows of {rowBytes}, given {x.Length} and {y.Length} bytes.", nameof(x));
        if (offset < 0 || (long)offset + pieceBytes > rowBytes) throw new ArgumentOutOfRangeException(nameof(offset), $"A piece of {pieceBytes} bytes at {offset} of a row of {rowBytes}.");
        if (x.IsEmpty) return;
        int perPart = (int)Math.Max(1, BytesPerPart / pieceBytes);
        fixed (byte* px = x, py = y) (pool ?? WorkerPool.Default).Run((int)(((long)outer + perPart - 1) / perPart), new PieceWork(px, py, outer, pieceBytes, rowBytes, offset, split, perPart));
    }

    private readonly struct GatherWork(byte* table, long* indices, byte* y, int count, int rowBytes, int perPart) : IWork
    {
        // Bounds: i < count, and Gather has checked every index.
        public void Run(int part)
        {
            for (int i = part * perPart, end = (int)Math.Min(count, (long)i + perPart); i < end; i++) Buffer.MemoryCopy(table + indices[i] * rowBytes, y + (long)i * rowBytes, rowBytes, rowBytes);
        }
    }

    private readonly struct ScatterWork(float* x, long* indices, float* table, int count, int columns, int parts) : IWork
    {
        // Bounds: columns from … to - 1 of rows that ScatterAdd has checked.
        public void Run(int part)
        {
            int from = (int)((long)columns * part / parts), to = (int)((long)columns * (part + 1) / parts);
            for (int i = 0; i < count; i++)
            {
                Span<float> row = new(table + indices[i] * columns + from, to - from);
                TensorPrimitives.Add(row, new ReadOnlySpan<float>(x + (long)i * columns + from, to - from), row);
            }
        }
    }

    private readonly struct PieceWork(byte* x, byte* y, int outer, int pieceBytes, int rowBytes, int offset, bool split, int perPart) : IWork
    {
        // Bounds: o < outer; a piece lies within its row, as Pieces has checked.
        public void Run(int part)
        {
            for (int o = part * perPart, end = (int)Math.Min(outer, (long)o + perPart); o < end; o++)
            {
                byte* piece = x + (long)o * pieceBytes, place = y + (long)o * rowBytes + offset;
                if (split) Buffer.MemoryCopy(place, piece, pieceBytes, pieceBytes);
                else Buffer.MemoryCopy(piece, place, pieceBytes, pieceBytes);
            }
        }
    }
}
