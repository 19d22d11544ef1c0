using System.IO.Compression;
using KerasTransfer.Hdf5.Chunks;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>Places a dataset's chunks and their index, a B-tree of version 1. Compressed chunks are made when they are placed, for only then
/// is their size known; others when they are written.</summary>
internal sealed class ChunkWriter
{
    private const int IndexK = 32;

    private readonly FileWriter file;
    private readonly DataToWrite data;
    private readonly Hdf5Chunking how;
    private readonly long[] counts;
    private readonly int chunkBytes;

    public ChunkWriter(FileWriter file, DataToWrite data)
    {
        (this.file, this.data, how) = (file, data, data.Chunks!);
        counts = [.. data.Shape.Select((dim, axis) => dim / data.ChunkShape[axis] + (dim % data.ChunkShape[axis] == 0 ? 0 : 1))];
        chunkBytes = (int)data.ChunkShape.Aggregate((long)data.Type.Size, (a, b) => a * b);
    }

    /// <summary>Returns the layout and filter messages.</summary>
    public IEnumerable<(MessageType, byte[])> Place()
    {
        int rank = data.Shape.Length;
        List<long> addresses = [];
        List<byte[]> keys = [];
        long total = data.Bytes == 0 ? 0 : counts.Aggregate(1L, (a, b) => a * b);
        MemoryBytes? values = how.Gzip is null ? null : data.Values();
        int plainSize = chunkBytes + (how.Fletcher32 ? 4 : 0), stride = Block.Align(plainSize);
        long start = how.Gzip is null && total > 0 ? file.Place(total * stride, WritePlain) : 0;
        for (long i = 0; i < total; i++)
        {
            int size = plainSize;
            if (values is null)
            {
                addresses.Add(start + i * stride);
            }
            else
            {
                byte[] packed = Filter(Gather(values, i));
                size = packed.Length;
                addresses.Add(file.Place(packed));
            }
            keys.Add(Key(i, size));
        }
        keys.Add(EndKey(total));
        long tree = total == 0 ? Block.Undefined : file.PlaceTree(1, IndexK, keys, addresses);

        Block layout = new(3 + 8 + 4 * (rank + 1));
        layout.Byte(3);
        layout.Byte(2);
        layout.Byte(rank + 1);
        layout.Int64(tree);
        foreach (long dim in data.ChunkShape) layout.UInt32((uint)dim);
        layout.UInt32((uint)data.Type.Size);
        return Filters() is { } filters ? [(MessageType.Filters, filters), (MessageType.Layout, layout.Bytes)] : [(MessageType.Layout, layout.Bytes)];

        void WritePlain(Stream stream)
        {
            MemoryBytes all = data.Values();
            byte[] padded = new byte[stride];
            for (long i = 0; i < total; i++)
            {
                Filter(Gather(all, i)).CopyTo(padded.AsSpan());
                stream.Write(padded);
            }
        }
    }

    private byte[] Key(long index, int size)
    {
        Block key = new(8 + 8 * (counts.Length + 1));
        key.UInt32((uint)size);
        key.UInt32(0);
        foreach (long at in Origin(index)) key.Int64(at);
        return key.Bytes;
    }

    // Behind the last chunk: one further along every axis.
    private byte[] EndKey(long total)
    {
        Block key = new(8 + 8 * (counts.Length + 1));
        key.Skip(8);
        if (total > 0)
            foreach (var (at, dim) in Origin(total - 1).Zip(data.ChunkShape)) key.Int64(at + dim);
        return key.Bytes;
    }

    private long[] Origin(long index)
    {
        long[] origin = new long[counts.Length];
        for (int axis = counts.Length - 1; axis >= 0; axis--)
        {
            origin[axis] = index % counts[axis] * data.ChunkShape[axis];
            index /= counts[axis];
        }
        return origin;
    }

    private byte[] Gather(MemoryBytes values, long index)
    {
        long[] origin = Origin(index), chunk = data.ChunkShape;
        int rank = chunk.Length, size = data.Type.Size;
        long[] part = [.. origin.Select((at, axis) => Math.Min(chunk[axis], data.Shape[axis] - at))], place = new long[rank];
        byte[] bytes = new byte[chunkBytes];
        while (true)
        {
            long from = 0, to = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                from = from * data.Shape[axis] + origin[axis] + place[axis];
                to = to * chunk[axis] + place[axis];
            }
            int run = (int)part[rank - 1] * size;
            values.Slice(from * size, run).CopyTo(bytes.AsSpan((int)to * size));
            int next = rank - 2;
            while (next >= 0 && ++place[next] == part[next]) place[next--] = 0;
            if (next < 0) return bytes;
        }
    }

    private byte[] Filter(byte[] bytes)
    {
        if (how.Shuffle)
        {
            byte[] shuffled = new byte[bytes.Length];
            Shuffle.Do(bytes, shuffled, data.Type.Size);
            bytes = shuffled;
        }
        if (how.Gzip is { } level)
        {
            using MemoryStream packed = new();
            using (ZLibStream deflate = new(packed, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true)) deflate.Write(bytes);
            bytes = packed.ToArray();
        }
        if (how.Fletcher32)
        {
            uint sum = Fletcher32.Compute(bytes);
            bytes = [.. bytes, (byte)sum, (byte)(sum >> 8), (byte)(sum >> 16), (byte)(sum >> 24)];
        }
        return bytes;
    }

    // Version 1; the order is that of h5py: shuffle, deflate, fletcher32.
    private byte[]? Filters()
    {
        List<(int Id, string Name, uint? Value)> filters = [];
        if (how.Shuffle) filters.Add(((int)FilterKind.Shuffle, "shuffle", (uint)data.Type.Size));
        if (how.Gzip is { } level) filters.Add(((int)FilterKind.Deflate, "deflate", (uint)level));
        if (how.Fletcher32) filters.Add(((int)FilterKind.Fletcher32, "fletcher32", null));
        if (filters.Count == 0) return null;
        Block block = new(8 + filters.Sum(f => 8 + Block.Align(f.Name.Length + 1) + (f.Value is null ? 0 : 8)));
        block.Byte(1);
        block.Byte(filters.Count);
        block.Skip(6);
        foreach (var (id, name, value) in filters)
        {
            block.UInt16(id);
            block.UInt16(Block.Align(name.Length + 1));
            block.UInt16(id == (int)FilterKind.Fletcher32 ? 0 : 1);
            block.UInt16(value is null ? 0 : 1);
            block.Signature(name);
            block.Skip(Block.Align(name.Length + 1) - name.Length);
            if (value is not { } parameter) continue;
            block.UInt32(parameter);
            block.Skip(4);
        }
        return block.Bytes;
    }
}
