using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>The index of a dataset whose axes have limits: one array, cut into pages if it is long.</summary>
/// <remarks>File format specification, section VII.C.</remarks>
internal static class FixedArray
{
    public static IEnumerable<Chunk> Read(FileContext file, string path, long address, ChunkGrid grid, bool filtered)
    {
        Cursor head = file.Read(path, address, 4 + 4 + file.LengthSize + file.OffsetSize + 4, "fixed array");
        head.Expect("FAHD");
        head.ExpectVersion(0, "a fixed array");
        if (head.Byte() != (filtered ? 1 : 0)) throw head.Error("the fixed array does not fit the dataset's filters");
        int size = head.Byte(), pageBits = head.Byte();
        long count = head.Length(), block = head.Offset();
        head.Checksum(0);
        ChunkIndex.CheckElementSize(head, size, filtered);
        if (pageBits > 32) throw head.Error($"pages of 2^{pageBits} entries are too large");
        if (block < 0) yield break;

        long pageLength = 1L << pageBits, needed = Math.Min(count, grid.ArrayLength);
        int prefix = 6 + file.OffsetSize;
        if (count <= pageLength)
        {
            Cursor array = Open(file, path, address, block, prefix + count * size + 4);
            for (long i = 0; i < needed; i++)
                if (ChunkIndex.Element(array, size, i, grid, filtered) is { } chunk) yield return chunk;
            yield break;
        }

        long pages = count / pageLength + (count % pageLength == 0 ? 0 : 1), bitmapBytes = pages / 8 + 1 - (pages % 8 == 0 ? 1 : 0);
        byte[] bitmap = Open(file, path, address, block, prefix + bitmapBytes + 4).Take((int)bitmapBytes).ToArray();
        long pagesAt = block + prefix + bitmapBytes + 4;
        for (long page = 0; page < pages && page * pageLength < needed; page++)
        {
            if ((bitmap[page / 8] & 0x80 >> (int)(page % 8)) == 0) continue;
            long first = page * pageLength, entries = Math.Min(pageLength, count - first);
            // Whole pages up to here lie in the file, or the bitmap would not; the product cannot overflow where the address is real.
            Cursor array = ReadPage(file, path, pagesAt, page, pageLength * size + 4, entries * size + 4);
            for (long i = first; i < first + entries && i < needed; i++)
                if (ChunkIndex.Element(array, size, i, grid, filtered) is { } chunk) yield return chunk;
        }
    }

    /// <summary>A page of array entries, its checksum verified.</summary>
    public static Cursor ReadPage(FileContext file, string path, long pagesAt, long page, long stride, long length)
    {
        if (page > file.Length / stride) throw file.Error(path, pagesAt, "a page of chunk entries lies beyond the file's end");
        Cursor array = file.Read(path, pagesAt + page * stride, length, "page of chunk entries");
        Verify(array);
        return array.Fresh();
    }

    // The whole block is covered by the checksum at its end.
    private static void Verify(Cursor block)
    {
        block.Skip(block.Remaining - 4);
        block.Checksum(0);
    }

    private static Cursor Open(FileContext file, string path, long array, long address, long length)
    {
        Cursor block = file.Read(path, address, length, "fixed array block");
        Verify(block);
        block = block.Fresh();
        block.Expect("FADB");
        block.ExpectVersion(0, "a fixed array block");
        block.Skip(1);
        if (block.Offset() != array) throw block.Error("the block belongs to another fixed array");
        return block;
    }
}
