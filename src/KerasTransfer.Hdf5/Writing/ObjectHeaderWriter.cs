using System.Text;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>Places object headers: version 1 as long as every attribute fits into a message, else version 2 with the attributes in a heap.</summary>
internal static class ObjectHeaderWriter
{
    // A message's size is two bytes, in steps of 8.
    private const int MaxMessage = 65528;

    public static long Place(FileWriter file, GlobalHeapWriter heap, Hdf5ObjectBuilder owner, List<(MessageType Type, byte[] Body)> messages)
    {
        List<(string Name, DataToWrite Data, byte[] Value)> attributes = [];
        foreach (var (name, data) in owner.Attributes.Values)
            attributes.Add((name, data, data.Strings is { } strings ? heap.Elements(strings) : Bytes(data)));
        if (messages.Count + attributes.Count > ushort.MaxValue)
            throw new NotSupportedException($"'{owner.Path}' has {attributes.Count} attributes; an object can have about 65500.");

        bool fits = attributes.All(a => 64L + Encoding.UTF8.GetByteCount(a.Name) + TypeEncoding.Encode(a.Data.Type).Length + 16 * a.Data.Shape.Length + a.Value.Length <= MaxMessage);
        if (!fits) return PlaceVersion2(file, messages, DenseAttributesWriter.Place(file, attributes));
        foreach (var (name, data, value) in attributes) messages.Add((MessageType.Attribute, Attribute1(name, data, value)));
        return PlaceVersion1(file, messages);
    }

    private static byte[] Bytes(DataToWrite data)
    {
        using MemoryStream bytes = new();
        data.Values().CopyTo(bytes);
        return bytes.ToArray();
    }

    public static byte[] Dataspace(long[] shape)
    {
        Block block = new(8 + 16 * shape.Length);
        block.Byte(1);
        block.Byte(shape.Length);
        block.Byte(shape.Length == 0 ? 0 : 1);
        block.Skip(5);
        foreach (long dim in shape) block.Int64(dim);
        foreach (long dim in shape) block.Int64(dim);
        return block.Bytes;
    }

    private static byte[] Attribute1(string name, DataToWrite data, byte[] value)
    {
        byte[] text = Encoding.UTF8.GetBytes(name + '\0'), type = TypeEncoding.Encode(data.Type), space = Dataspace(data.Shape);
        Block block = new(8 + Block.Align(text.Length) + Block.Align(type.Length) + Block.Align(space.Length) + value.Length);
        block.Byte(1);
        block.Skip(1);
        block.UInt16(text.Length);
        block.UInt16(type.Length);
        block.UInt16(space.Length);
        foreach (byte[] part in (byte[][])[text, type, space])
        {
            block.Write(part);
            block.Align8();
        }
        block.Write(value);
        return block.Bytes;
    }

    private static long PlaceVersion1(FileWriter file, List<(MessageType Type, byte[] Body)> messages)
    {
        int size = 0;
        foreach (var (_, body) in messages) size = checked(size + 8 + Block.Align(body.Length));
        Block block = new(16 + size);
        block.Byte(1);
        block.Skip(1);
        block.UInt16(messages.Count);
        block.UInt32(1);
        block.UInt32((uint)size);
        block.Skip(4);
        foreach (var (type, body) in messages)
        {
            block.UInt16((int)type);
            block.UInt16(Block.Align(body.Length));
            block.Byte(IsConstant(type) ? 1 : 0);
            block.Skip(3);
            block.Write(body);
            block.Align8();
        }
        return file.Place(block.Bytes);
    }

    private static long PlaceVersion2(FileWriter file, List<(MessageType Type, byte[] Body)> messages, byte[] attributeInfo)
    {
        messages.Add((MessageType.AttributeInfo, attributeInfo));
        int size = messages.Sum(m => 4 + m.Body.Length);
        Block block = new(4 + 1 + 1 + 4 + size + 4);
        block.Signature("OHDR");
        block.Byte(2);
        block.Byte(2);
        block.UInt32((uint)size);
        foreach (var (type, body) in messages)
        {
            block.Byte((int)type);
            block.UInt16(body.Length);
            block.Byte(IsConstant(type) ? 1 : 0);
            block.Write(body);
        }
        block.Checksum();
        return file.Place(block.Bytes);
    }

    private static bool IsConstant(MessageType type) => type is MessageType.Datatype or MessageType.FillValue or MessageType.Filters;
}
