using System.Text;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>Lays out a file, then writes it front to back. All places are given out before the first byte is written, so the values pass
/// straight from the caller's memory to the stream.</summary>
/// <remarks>File format specification, versions as libhdf5 1.8 and h5py write by default: superblock 0, old-style groups, object headers of version 1.</remarks>
internal sealed class FileWriter
{
    private const int SuperblockSize = 96, GroupLeafK = 4, GroupInternalK = 16;

    private static readonly int SymbolNodeSize = 8 + 2 * GroupLeafK * 40;

    private readonly List<Piece> pieces = [];
    private readonly Dictionary<Hdf5ObjectBuilder, Placed> placed = [];
    private readonly GlobalHeapWriter heap;
    private long end = SuperblockSize;

    public FileWriter(Hdf5Builder root)
    {
        heap = new GlobalHeapWriter(this);
        Queue<Hdf5ObjectBuilder> open = new([root]);
        while (open.TryDequeue(out Hdf5ObjectBuilder? next))
        {
            if (next is Hdf5GroupBuilder group)
            {
                placed[group] = PlaceGroup(group);
                foreach (Hdf5ObjectBuilder child in group.Children.Values) open.Enqueue(child);
            }
            else
            {
                placed[next] = PlaceDataset((Hdf5DatasetBuilder)next);
            }
        }
        pieces.Insert(0, new Piece(0, SuperblockSize, stream => stream.Write(Superblock(placed[root]))));
    }

    /// <summary>Where an object came to lie: its header and, for a group, its tree and its names.</summary>
    private readonly record struct Placed(long Header, long Tree, long Names);

    private readonly record struct Piece(long Address, long Size, Action<Stream> Write);

    public void Write(Stream stream)
    {
        using CountingStream counted = new(stream);
        Span<byte> zeros = stackalloc byte[8];
        zeros.Clear();
        foreach (Piece piece in pieces)
        {
            counted.Write(zeros[..(int)(piece.Address - counted.Count)]);
            piece.Write(counted);
            if (counted.Count != piece.Address + piece.Size) throw new InvalidOperationException("A piece of the file has another size than planned.");
        }
        counted.Flush();
    }

    /// <summary>Gives out the next place of a size; the content is asked for when its turn comes.</summary>
    public long Place(long size, Action<Stream> write)
    {
        long address = end + 7 & ~7L;
        pieces.Add(new Piece(address, size, write));
        end = address + size;
        return address;
    }

    public long Place(byte[] bytes) => Place(bytes.Length, stream => stream.Write(bytes));

    private byte[] Superblock(Placed root)
    {
        Block block = new(SuperblockSize);
        block.Write([0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        block.Skip(5);
        block.Byte(8);
        block.Byte(8);
        block.Skip(1);
        block.UInt16(GroupLeafK);
        block.UInt16(GroupInternalK);
        block.UInt32(0);
        block.Int64(0);
        block.Int64(Block.Undefined);
        block.Int64(end);
        block.Int64(Block.Undefined);
        SymbolEntry(block, 0, root);
        return block.Bytes;
    }

    private static void SymbolEntry(Block block, long name, Placed target)
    {
        block.Int64(name);
        block.Int64(target.Header);
        block.UInt32(target.Tree == 0 ? 0u : 1u);
        block.UInt32(0);
        block.Int64(target.Tree);
        block.Int64(target.Names);
    }

    private Placed PlaceGroup(Hdf5GroupBuilder group)
    {
        (byte[] Name, Hdf5ObjectBuilder Child)[] links = [.. group.Children.Select(pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value))];
        Array.Sort(links, (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));

        // Names begin behind an empty one, at offset 0, that stands for "before all others".
        int[] offsets = new int[links.Length];
        int size = 8;
        for (int i = 0; i < links.Length; i++)
        {
            offsets[i] = size;
            size = checked(size + Block.Align(links[i].Name.Length + 1));
        }
        Block names = new(32 + size);
        names.Signature("HEAP");
        names.Skip(4);
        names.Int64(size);
        names.Int64(1);
        long namesAt = Place(names.Bytes);
        names.Int64(namesAt + 32);
        for (int i = 0; i < links.Length; i++)
        {
            names.Skip(32 + offsets[i] - names.Position);
            names.Write(links[i].Name);
        }

        List<long> nodes = [];
        List<byte[]> keys = [BitConverter.GetBytes(0L)];
        for (int first = 0; first < links.Length; first += 2 * GroupLeafK)
        {
            int from = first, count = Math.Min(2 * GroupLeafK, links.Length - first);
            nodes.Add(Place(SymbolNodeSize, stream =>
            {
                Block node = new(SymbolNodeSize);
                node.Signature("SNOD");
                node.Byte(1);
                node.Skip(1);
                node.UInt16(count);
                for (int i = from; i < from + count; i++) SymbolEntry(node, offsets[i], placed[links[i].Child]);
                stream.Write(node.Bytes);
            }));
            keys.Add(BitConverter.GetBytes((long)offsets[from + count - 1]));
        }
        long tree = PlaceTree(0, GroupInternalK, keys, nodes);

        Block table = new(16);
        table.Int64(tree);
        table.Int64(namesAt);
        long header = ObjectHeaderWriter.Place(this, heap, group, [(MessageType.SymbolTable, table.Bytes)]);
        return new Placed(header, tree, namesAt);
    }

    private Placed PlaceDataset(Hdf5DatasetBuilder dataset)
    {
        DataToWrite data = dataset.Data;
        List<(MessageType, byte[])> messages =
        [
            (MessageType.Dataspace, ObjectHeaderWriter.Dataspace(data.Shape)),
            (MessageType.Datatype, TypeEncoding.Encode(data.Type)),
            // Version 2: space allocated late (chunks: when needed), fill if set, a fill value of zeros.
            (MessageType.FillValue, [2, (byte)(data.Chunks is null ? 2 : 3), 2, 1, 0, 0, 0, 0]),
        ];
        if (data.Chunks is null)
        {
            long address = data.Bytes == 0 ? Block.Undefined
                : data.Strings is { } strings ? Place(StringElements(strings))
                : Place(data.Bytes, stream => data.Values().CopyTo(stream));
            Block layout = new(18);
            layout.Byte(3);
            layout.Byte(1);
            layout.Int64(address);
            layout.Int64(data.Bytes);
            messages.Add((MessageType.Layout, layout.Bytes));
        }
        else
        {
            messages.AddRange(new ChunkWriter(this, data).Place());
        }
        return new Placed(ObjectHeaderWriter.Place(this, heap, dataset, messages), 0, 0);
    }

    private byte[] StringElements(StringsToWrite strings) => heap.Elements(strings);

    /// <summary>A B-tree of version 1 over children in order; keys lie between them and around. Returns the root's place.</summary>
    public long PlaceTree(int type, int k, List<byte[]> keys, List<long> children)
    {
        int keySize = keys[0].Length, size = 24 + 2 * k * 8 + (2 * k + 1) * keySize;
        for (int level = 0; ; level++)
        {
            List<long> above = [];
            List<byte[]> aboveKeys = [keys[0]];
            int nodes = Math.Max(1, (children.Count + 2 * k - 1) / (2 * k));
            // The nodes of a level lie side by side, so each knows where its neighbours will be.
            long start = end + 7 & ~7L;
            for (int n = 0; n < nodes; n++)
            {
                int first = n * 2 * k, count = Math.Min(2 * k, children.Count - first);
                Block node = new(size);
                node.Signature("TREE");
                node.Byte(type);
                node.Byte(level);
                node.UInt16(count);
                node.Int64(n == 0 ? Block.Undefined : start + (n - 1L) * Block.Align(size));
                node.Int64(n == nodes - 1 ? Block.Undefined : start + (n + 1L) * Block.Align(size));
                for (int i = 0; i < count; i++)
                {
                    node.Write(keys[first + i]);
                    node.Int64(children[first + i]);
                }
                node.Write(keys[first + count]);
                above.Add(Place(node.Bytes));
                aboveKeys.Add(keys[first + count]);
            }
            if (nodes == 1) return above[0];
            (keys, children) = (aboveKeys, above);
        }
    }
}
