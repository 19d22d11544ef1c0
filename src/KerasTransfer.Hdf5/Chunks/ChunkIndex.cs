using System.Numerics;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>Lists the chunks that were written, whichever way the file indexes them.</summary>
/// <remarks>File format specification, sections III.A.1 (type 1), III.A.2 (types 10 and 11) and VII (chunk indexing).</remarks>
internal static class ChunkIndex
{
    public static IEnumerable<Chunk> Read(FileContext file, string path, DataLayout layout, ChunkGrid grid, FilterPipeline filters)
    {
        bool filtered = filters.Filters.Count > 0;
        return layout.Index switch
        {
            ChunkIndexKind.BTree1 => FromBTree1(file, path, layout.Address, grid),
            ChunkIndexKind.Single => Single(layout, grid, filtered),
            ChunkIndexKind.Implicit => Implicit(file, path, layout, grid),
            ChunkIndexKind.FixedArray => FixedArray.Read(file, path, layout.Address, grid, filtered),
            ChunkIndexKind.ExtensibleArray => ExtensibleArray.Read(file, path, layout.Address, grid, filtered),
            _ => FromBTree2(file, path, layout.Address, grid, filtered),
        };
    }

    private static IEnumerable<Chunk> FromBTree1(FileContext file, string path, long root, ChunkGrid grid)
    {
        Budget budget = new(file, path, "the chunk index's nodes");
        long[] origin = new long[grid.Rank];
        foreach (var (key, address) in BTree1.Entries(file, path, root, 1, 8 + 8 * (grid.Rank + 1), budget))
        {
            uint size = key.UInt32(), mask = key.UInt32();
            for (int axis = 0; axis < origin.Length; axis++) origin[axis] = key.Long(8);
            long index = grid.IndexOfOrigin(origin) ?? throw key.Error($"no chunk begins at ({string.Join(", ", origin)})");
            if (index >= 0 && address >= 0) yield return new Chunk(index, address, size, mask);
        }
    }

    private static IEnumerable<Chunk> Single(DataLayout layout, ChunkGrid grid, bool filtered)
    {
        if (grid.Count > 0)
            yield return new Chunk(0, layout.Address, filtered ? layout.SingleSize : grid.ChunkBytes, filtered ? layout.SingleMask : 0);
    }

    private static IEnumerable<Chunk> Implicit(FileContext file, string path, DataLayout layout, ChunkGrid grid)
    {
        long count = grid.ArrayLength;
        file.CheckRange(path, layout.Address, count > file.Length ? long.MaxValue : count * grid.ChunkBytes, "chunks");
        for (long i = 0; i < count; i++)
            if (grid.IndexOfArrayPosition(i) is >= 0 and long index)
                yield return new Chunk(index, layout.Address + i * grid.ChunkBytes, grid.ChunkBytes, 0);
    }

    private static IEnumerable<Chunk> FromBTree2(FileContext file, string path, long address, ChunkGrid grid, bool filtered)
    {
        long[] place = new long[grid.Rank];
        foreach (Cursor record in BTree2.Records(file, address, path, filtered ? 11 : 10))
        {
            long chunk = record.Offset(), size = grid.ChunkBytes;
            uint mask = 0;
            if (filtered)
            {
                // The size's width is what the other fields leave.
                int width = record.Remaining - 4 - 8 * grid.Rank;
                if (width is < 1 or > 8) throw record.Error("the chunk records have a wrong size");
                size = record.Long(width);
                mask = record.UInt32();
            }
            for (int axis = 0; axis < place.Length; axis++) place[axis] = record.Long(8);
            if (grid.IndexOf(place) is >= 0 and long index && chunk >= 0) yield return new Chunk(index, chunk, size, mask);
        }
    }

    /// <summary>One element of a fixed or extensible array; null where nothing was written or the place lies outside of the shape.</summary>
    public static Chunk? Element(Cursor array, int size, long position, ChunkGrid grid, bool filtered)
    {
        Cursor element = array.Slice(size);
        long address = element.Offset(), bytes = grid.ChunkBytes;
        uint mask = 0;
        if (filtered)
        {
            bytes = element.Long(element.Remaining - 4);
            mask = element.UInt32();
        }
        long index = address < 0 ? -1 : grid.IndexOfArrayPosition(position);
        return index < 0 ? null : new Chunk(index, address, bytes, mask);
    }

    public static void CheckElementSize(Cursor head, int size, bool filtered)
    {
        int least = head.File.OffsetSize + (filtered ? 5 : 0), most = head.File.OffsetSize + (filtered ? 12 : 0);
        if (size < least || size > most) throw head.Error($"expected chunk entries of {least} to {most} bytes, found {size}");
    }

    public static int Log2(long value) => BitOperations.Log2((ulong)value);
}
