namespace KerasTransfer.Hdf5.Format;

/// <summary>Attributes, in the object header (compact) or in a heap of their own (dense).</summary>
/// <remarks>File format specification, sections IV.A.2.m and v.</remarks>
internal static class AttributeMessages
{
    public static List<Hdf5Attribute> Read(FileContext file, string path, ObjectHeader header)
    {
        List<(Hdf5Attribute Attribute, int Order)> found = [];
        foreach (HeaderMessage message in header.Messages)
            if (message.Type == MessageType.Attribute) found.Add((Decode(ObjectHeader.Resolve(message)), message.Order));

        bool tracked = header.TracksAttributeOrder;
        if (header.Find(MessageType.AttributeInfo) is { } info)
        {
            info.ExpectVersion(0, "an attribute info message");
            int flags = info.Byte();
            tracked = (flags & 1) != 0;
            if (tracked) info.Skip(2);
            long heapAddress = info.Offset(), indexAddress = info.Offset();
            if (heapAddress >= 0)
            {
                FractalHeap heap = FractalHeap.Open(file, heapAddress, path);
                foreach (Cursor record in BTree2.Records(file, indexAddress, path, 8))
                {
                    Cursor id = record.Slice(8);
                    if ((record.Byte() & 2) != 0) throw record.Error("attributes shared in a heap of the file are not supported");
                    int order = record.Int32();
                    found.Add((Decode(heap.Read(id)), order));
                }
            }
        }
        return tracked
            ? [.. found.OrderBy(f => f.Order).Select(f => f.Attribute)]
            : [.. found.Select(f => f.Attribute).OrderBy(a => a.Name, NameOrder.Bytes)];
    }

    private static Hdf5Attribute Decode(Cursor message)
    {
        int version = message.Byte();
        if (version is < 1 or > 3) throw message.Error($"expected an attribute of version 1 to 3, found {version}");
        int flags = message.Byte();
        int nameSize = message.UInt16(), typeSize = message.UInt16(), spaceSize = message.UInt16();
        if (version == 3) message.Skip(1);
        string name = message.Text(nameSize);
        if (version == 1) message.Align8();
        Cursor type = message.Slice(typeSize);
        if (version == 1) message.Align8();
        Cursor space = message.Slice(spaceSize);
        if (version == 1) message.Align8();
        if (version > 1 && (flags & 1) != 0) type = ObjectHeader.ResolveShared(type, MessageType.Datatype);
        if (version > 1 && (flags & 2) != 0) space = ObjectHeader.ResolveShared(space, MessageType.Dataspace);

        Hdf5Type elements = TypeEncoding.Decode(type);
        Dataspace shape = Dataspace.Decode(space);
        long address = message.Address;
        int have = message.Remaining;
        Hdf5Attribute attribute = new(message.File, message.Path, name, address, elements, shape, message.TakeMemory(have));
        if (attribute.Count * elements.Size > have)
            throw attribute.Error($"expected {attribute.Count * elements.Size} bytes for {elements} of shape ({string.Join(", ", shape.Dims)}), found {have}");
        return attribute;
    }
}
