using System.Numerics;

namespace KerasTransfer.Hdf5.Format;

/// <summary>A heap of the links of a large group or the attributes of an object with many or large ones.</summary>
/// <remarks>File format specification, section III.G. Blocks double in size row by row, "width" blocks in a row.</remarks>
internal sealed class FractalHeap
{
    private readonly FileContext file;
    private readonly string path;
    private readonly long address, maxDirect, start, root, hugeIndex;
    private readonly int idLength, width, offsetBytes, lengthBytes, rootRows;
    private readonly bool checksums;
    private readonly Budget budget;
    private readonly Dictionary<long, Cursor> blocks = [];
    private Dictionary<ulong, (long Address, long Length)>? huge;
    private long left;

    private FractalHeap(FileContext file, long address, string path)
    {
        (this.file, this.address, this.path) = (file, address, path);
        left = file.Length;
        budget = new Budget(file, path, "the blocks of a heap");
        int size = 4 + 1 + 2 + 2 + 1 + 4 + 12 * file.LengthSize + 3 * file.OffsetSize + 2 + 2 + 2 + 2 + 4;
        Cursor head = file.Read(path, address, size, "heap");
        head.Expect("FRHP");
        head.ExpectVersion(0, "a fractal heap");
        idLength = head.UInt16();
        int filterSize = head.UInt16();
        if (filterSize != 0) throw head.Error("heaps with filters are not supported");
        checksums = (head.Byte() & 2) != 0;
        long maxManaged = head.UInt32();
        head.Length();
        hugeIndex = head.Offset();
        head.Length();
        head.Offset();
        head.Skip(8 * file.LengthSize);
        width = head.UInt16();
        start = head.Length();
        maxDirect = head.Length();
        int heapBits = head.UInt16();
        head.Skip(2);
        root = head.Offset();
        rootRows = head.UInt16();
        head.Checksum(0);
        if (width == 0 || !BitOperations.IsPow2(start) || !BitOperations.IsPow2(maxDirect) || start > maxDirect || maxDirect > 1L << 32 || heapBits is 0 or > 63)
            throw head.Error($"a heap of {width} blocks of {start} to {maxDirect} bytes with offsets of {heapBits} bits makes no sense");
        offsetBytes = (heapBits + 7) / 8;
        lengthBytes = Math.Min((BitOperations.Log2((ulong)maxDirect) + 7) / 8, BitOperations.Log2((ulong)Math.Max(1, maxManaged)) / 8 + 1);
    }

    public static FractalHeap Open(FileContext file, long address, string path) => new(file, address, path);

    /// <summary>The object with the ID that the cursor stands at.</summary>
    public Cursor Read(Cursor record)
    {
        Cursor id = record.Slice(Math.Min(idLength, record.Remaining));
        int first = id.Byte();
        if (first >> 6 != 0) throw id.Error($"expected a heap ID of version 0, found {first >> 6}");
        switch (first >> 4 & 3)
        {
            case 0:
                long offset = id.Long(offsetBytes), length = id.Long(lengthBytes);
                Spend(id, length);
                return Managed(id, offset, length);
            case 1:
                var (at, size) = Huge(id);
                Spend(id, size);
                return file.Read(path, at, size, "heap object");
            case 2:
                int tiny = idLength - 1 <= 16 ? (first & 15) + 1 : ((first & 15) << 8 | id.Byte()) + 1;
                return id.Slice(tiny);
            default:
                throw id.Error("expected a heap ID of a managed, huge or tiny object");
        }
    }

    // Objects of one heap do not overlap, so together they are no larger than the file.
    private void Spend(Cursor id, long length)
    {
        if (length < 0 || (left -= length) < 0) throw id.Error("the objects of a heap are together larger than the file");
    }

    private (long Address, long Length) Huge(Cursor id)
    {
        if (idLength - 1 >= file.OffsetSize + file.LengthSize) return (id.Offset(), id.Length());
        if (huge is null)
        {
            huge = [];
            foreach (Cursor record in BTree2.Records(file, hugeIndex, path, 1))
            {
                var place = (record.Offset(), record.Length());
                huge[record.Unsigned(file.LengthSize)] = place;
            }
        }
        ulong key = id.Unsigned(Math.Min(idLength - 1, Math.Min(8, id.Remaining)));
        return huge.TryGetValue(key, out var found) ? found : throw id.Error($"the heap has no huge object {key}");
    }

    private Cursor Managed(Cursor id, long offset, long length)
    {
        long block = root, blockOffset = 0, size = start;
        int rows = rootRows;
        if (block < 0) throw id.Error("the heap has no blocks");
        while (rows > 0)
        {
            // Rows 0 and 1 have blocks of the starting size; from then on each row doubles it.
            long relative = offset - blockOffset, rowStart = 0;
            int row = 0;
            size = start;
            while (row < rows && relative - rowStart >= size * width)
            {
                rowStart += size * width;
                if (row > 0) size *= 2;
                row++;
                if (size > long.MaxValue / 4 / width) throw id.Error("the object lies beyond the heap");
            }
            if (row == rows) throw id.Error($"the object at {offset} lies beyond the heap's {rows} rows");
            int column = (int)((relative - rowStart) / size);
            int directRows = Math.Min(rows, BitOperations.Log2((ulong)(maxDirect / start)) + 2);

            Cursor indirect = Indirect(block, rows, directRows);
            indirect.Skip(((row * width) + column) * file.OffsetSize);
            block = indirect.Offset();
            if (block < 0) throw id.Error("the object lies in a heap block that was never written");
            blockOffset += rowStart + column * size;
            if (row < directRows) break;
            rows = BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)start * (uint)width) + 1;
            if (rows <= 0 || rows >= 64) throw id.Error("a heap block has no rows");
        }
        Cursor data = Direct(block, size);
        long within = offset - blockOffset;
        if (within < 0 || within > size - length) throw id.Error($"an object of {length} bytes reaches beyond its heap block of {size}");
        data.Skip((int)within);
        return data.Slice((int)length);
    }

    private Cursor Indirect(long block, int rows, int directRows)
    {
        if (!blocks.TryGetValue(block, out Cursor? body))
        {
            long entries = (long)rows * width, head = 5 + file.OffsetSize + offsetBytes, length = head + entries * file.OffsetSize + 4;
            budget.Spend(block, length);
            body = file.Read(path, block, length, "indirect heap block");
            Open(body, "FHIB");
            body.Skip((int)entries * file.OffsetSize);
            body.Checksum(0);
            blocks[block] = body;
        }
        Cursor fresh = body.Fresh();
        fresh.Skip(5 + file.OffsetSize + offsetBytes);
        return fresh;
    }

    private Cursor Direct(long block, long size)
    {
        if (!blocks.TryGetValue(block, out Cursor? body))
        {
            budget.Spend(block, size);
            body = file.Read(path, block, size, "heap block");
            Open(body, "FHDB");
            if (checksums && file.VerifiesChecksums) VerifyDirect(body.Fresh());
            blocks[block] = body;
        }
        return body.Fresh();
    }

    private void Open(Cursor body, string signature)
    {
        body.Expect(signature);
        body.ExpectVersion(0, "a heap block");
        if (body.Offset() != address) throw body.Error("a heap block belongs to another heap");
        body.Skip(offsetBytes);
    }

    // The checksum lies inside of what it covers, as four zeros.
    private void VerifyDirect(Cursor body)
    {
        int at = 5 + file.OffsetSize + offsetBytes;
        if (body.Remaining < at + 4) throw body.Error("the heap block is too short");
        byte[] copy = body.Take(body.Remaining).ToArray();
        uint stored = BitConverter.ToUInt32(copy, at);
        copy.AsSpan(at, 4).Clear();
        if (Lookup3.Hash(copy) != stored) throw body.Error("the checksum of a heap block does not fit");
    }
}
