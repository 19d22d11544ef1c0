using System.Text;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>Attributes too large for an object header: each is a "huge" object of a fractal heap, found through a B-tree by the hash of its name.</summary>
/// <remarks>File format specification, sections III.A.2 (types 1 and 8), III.G and IV.A.2.v; the heap's parameters are those of libhdf5.
/// A heap of huge objects only has no blocks, just a second B-tree from their numbers to their places.</remarks>
internal static class DenseAttributesWriter
{
    /// <summary>Places the attributes; returns the attribute info message that leads to them.</summary>
    public static byte[] Place(FileWriter file, List<(string Name, DataToWrite Data, byte[] Value)> attributes)
    {
        List<(uint Hash, byte[] Name, long Id)> names = [];
        List<(long Address, long Length)> objects = [];
        long total = 0;
        foreach (var (name, data, value) in attributes)
        {
            byte[] text = Encoding.UTF8.GetBytes(name), message = Attribute3(text, data, value);
            objects.Add((file.Place(message), message.Length));
            names.Add((Lookup3.Hash(text), text, objects.Count));
            total += message.Length;
        }
        names.Sort((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Name.AsSpan().SequenceCompareTo(b.Name));

        long hugeTree = PlaceTree(file, 1, 24, objects.Count, (block, i) =>
        {
            block.Int64(objects[i].Address);
            block.Int64(objects[i].Length);
            block.Int64(i + 1);
        });
        long nameTree = PlaceTree(file, 8, 17, names.Count, (block, i) =>
        {
            block.Byte(0x10);
            block.Write(BitConverter.GetBytes(names[i].Id).AsSpan(0, 7));
            block.Byte(0);
            block.UInt32((uint)names[i].Id - 1);
            block.UInt32(names[i].Hash);
        });

        Block heap = new(146);
        heap.Signature("FRHP");
        heap.Byte(0);
        heap.UInt16(8);                    // bytes of an object's ID
        heap.UInt16(0);                    // no filters
        heap.Byte(2);                      // checksums in direct blocks
        heap.UInt32(4096);                 // largest managed object
        heap.Int64(objects.Count + 1);     // next huge ID
        heap.Int64(hugeTree);
        heap.Int64(0);
        heap.Int64(Block.Undefined);
        heap.Skip(4 * 8);                  // no managed space
        heap.Int64(total);
        heap.Int64(objects.Count);
        heap.Skip(2 * 8);                  // no tiny objects
        heap.UInt16(4);                    // table width
        heap.Int64(1024);                  // smallest block
        heap.Int64(65536);                 // largest direct block
        heap.UInt16(40);                   // bits of a heap offset
        heap.UInt16(1);                    // rows at the start
        heap.Int64(Block.Undefined);       // no root block
        heap.UInt16(0);
        heap.Checksum();

        Block info = new(18);
        info.Byte(0);
        info.Byte(0);
        info.Int64(file.Place(heap.Bytes));
        info.Int64(nameTree);
        return info.Bytes;
    }

    private static byte[] Attribute3(byte[] name, DataToWrite data, byte[] value)
    {
        byte[] type = TypeEncoding.Encode(data.Type), space = ObjectHeaderWriter.Dataspace(data.Shape);
        Block block = new(checked(9 + name.Length + 1 + type.Length + space.Length + value.Length));
        block.Byte(3);
        block.Byte(0);
        block.UInt16(name.Length + 1);
        block.UInt16(type.Length);
        block.UInt16(space.Length);
        block.Byte(1);                     // the name is UTF-8
        block.Write(name);
        block.Byte(0);
        block.Write(type);
        block.Write(space);
        block.Write(value);
        return block.Bytes;
    }

    // One leaf, as large as it has to be.
    private static long PlaceTree(FileWriter file, int type, int recordSize, int count, Action<Block, int> record)
    {
        int nodeSize = Math.Max(512, 10 + count * recordSize);
        Block leaf = new(nodeSize);
        leaf.Signature("BTLF");
        leaf.Byte(0);
        leaf.Byte(type);
        for (int i = 0; i < count; i++) record(leaf, i);
        leaf.Checksum();
        long root = file.Place(leaf.Bytes);

        Block head = new(38);
        head.Signature("BTHD");
        head.Byte(0);
        head.Byte(type);
        head.UInt32((uint)nodeSize);
        head.UInt16(recordSize);
        head.UInt16(0);                    // depth
        head.Byte(100);                    // when to split and merge, in percent
        head.Byte(40);
        head.Int64(root);
        head.UInt16(count);
        head.Int64(count);
        head.Checksum();
        return file.Place(head.Bytes);
    }
}
