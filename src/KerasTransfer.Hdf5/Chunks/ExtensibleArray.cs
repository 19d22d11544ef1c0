using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>The index of a dataset with one unlimited axis: an array that grows by blocks of doubling size.</summary>
/// <remarks>File format specification, section VII.D. Super block k stands for 2^k times the smallest block's elements, in 2^(k/2) data blocks.</remarks>
internal static class ExtensibleArray
{
    public static IEnumerable<Chunk> Read(FileContext file, string path, long address, ChunkGrid grid, bool filtered)
    {
        Cursor head = file.Read(path, address, 12 + 6 * file.LengthSize + file.OffsetSize + 4, "extensible array");
        head.Expect("EAHD");
        head.ExpectVersion(0, "an extensible array");
        if (head.Byte() != (filtered ? 1 : 0)) throw head.Error("the extensible array does not fit the dataset's filters");
        int size = head.Byte(), maxBits = head.Byte(), inIndex = head.Byte(), smallest = head.Byte(), minPointers = head.Byte(), pageBits = head.Byte();
        head.Skip(6 * file.LengthSize);
        long index = head.Offset();
        head.Checksum(0);
        ChunkIndex.CheckElementSize(head, size, filtered);
        if (!IsPowerOf2(smallest) || !IsPowerOf2(minPointers) || maxBits > 60 || pageBits > 32 || maxBits < ChunkIndex.Log2(smallest))
            throw head.Error("the extensible array's parameters make no sense");
        if (index < 0) yield break;

        int offsetBytes = (maxBits + 7) / 8;
        int superBlocks = 1 + maxBits - ChunkIndex.Log2(smallest), inline = Math.Min(superBlocks, 2 * ChunkIndex.Log2(minPointers));
        int dataPointers = 2 * (minPointers - 1), superPointers = superBlocks - inline;
        long needed = grid.ArrayLength, pageLength = 1L << pageBits;
        Budget budget = new(file, path, "the blocks of an extensible array");

        Cursor root = Open(index, 6 + file.OffsetSize + inIndex * size + (dataPointers + superPointers) * file.OffsetSize + 4, "EAIB", 0);
        for (long i = 0; i < inIndex; i++)
            if (ChunkIndex.Element(root, size, i, grid, filtered) is { } chunk && i < needed) yield return chunk;

        long position = inIndex;
        for (int k = 0; k < superBlocks && position < needed; k++)
        {
            long blocks = 1L << k / 2, length = (1L << (k + 1) / 2) * smallest, end = position + blocks * length;
            long pages = length > pageLength ? length / pageLength : 0, bitmapBytes = (pages + 7) / 8;
            Cursor pointers = root;
            byte[] bitmaps = [];
            if (k >= inline)
            {
                long super = root.Offset();
                if (super < 0)
                {
                    position = end;
                    continue;
                }
                pointers = Open(super, 6 + file.OffsetSize + offsetBytes + blocks * (bitmapBytes + file.OffsetSize) + 4, "EASB", offsetBytes);
                bitmaps = pointers.Take((int)(blocks * bitmapBytes)).ToArray();
            }
            for (long block = 0; block < blocks; block++, position += length)
            {
                long data = pointers.Offset();
                if (data < 0 || position >= needed) continue;
                if (pages == 0)
                {
                    Cursor array = Open(data, 6 + file.OffsetSize + offsetBytes + length * size + 4, "EADB", offsetBytes);
                    for (long i = position; i < position + length && i < needed; i++)
                        if (ChunkIndex.Element(array, size, i, grid, filtered) is { } chunk) yield return chunk;
                    continue;
                }
                int prefix = 6 + file.OffsetSize + offsetBytes + 4;
                Open(data, prefix, "EADB", offsetBytes);
                for (long page = 0; page < pages && position + page * pageLength < needed; page++)
                {
                    // Pages of data blocks that the index block points at have no bitmap; such blocks are too small for pages in practice.
                    // The bits of all data blocks follow each other, though there is room for whole bytes per block.
                    long bit = block * pages + page;
                    if (bitmaps.Length > 0 && (bitmaps[bit / 8] & 0x80 >> (int)(bit % 8)) == 0) continue;
                    long bytes = pageLength * size + 4;
                    Cursor array = FixedArray.ReadPage(file, path, data + prefix, page, bytes, bytes);
                    long first = position + page * pageLength;
                    for (long i = first; i < first + pageLength && i < needed; i++)
                        if (ChunkIndex.Element(array, size, i, grid, filtered) is { } chunk) yield return chunk;
                }
            }
        }

        static bool IsPowerOf2(int value) => value > 0 && (value & value - 1) == 0;

        Cursor Open(long at, long length, string signature, int skip)
        {
            budget.Spend(at, length);
            Cursor block = file.Read(path, at, length, "block of an extensible array");
            block.Skip(block.Remaining - 4);
            block.Checksum(0);
            block = block.Fresh();
            block.Expect(signature);
            block.ExpectVersion(0, "a block of an extensible array");
            block.Skip(1);
            if (block.Offset() != address) throw block.Error("the block belongs to another extensible array");
            block.Skip(skip);
            return block;
        }
    }
}
