namespace KerasTransfer.Hdf5.Format;

internal enum LinkKind { Hard, Soft, External, UserDefined }

/// <summary>A name in a group and what it stands for.</summary>
/// <param name="Name">Unique in the group.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">A hard link's object header.</param>
/// <param name="Target">A soft link's path.</param>
/// <param name="Order">When it was made, where the group tracks that.</param>
internal sealed record GroupLink(string Name, LinkKind Kind, long Address, string Target = "", long Order = 0);

/// <summary>The links of a group, from a symbol table, from link messages (compact), or from a heap of them (dense).</summary>
/// <remarks>File format specification, sections III.A to C and IV.A.2.c, g and r.</remarks>
internal sealed class GroupLinks
{
    private readonly Dictionary<string, GroupLink> byName;

    private GroupLinks(FileContext file, string path, long address, IEnumerable<GroupLink> links)
    {
        byName = [];
        List<string> names = [];
        foreach (GroupLink link in links)
        {
            if (link.Name.Length == 0 || link.Name.Contains('/') || !byName.TryAdd(link.Name, link))
                throw file.Error(path, address, $"the link name '{link.Name}' is empty, has a slash, or is there twice");
            names.Add(link.Name);
        }
        Names = names;
    }

    public IReadOnlyList<string> Names { get; }

    public GroupLink? Find(string name) => byName.GetValueOrDefault(name);

    public static GroupLinks Read(FileContext file, string path, ObjectHeader header)
    {
        if (header.Find(MessageType.SymbolTable) is { } table)
            return new GroupLinks(file, path, header.Address, SymbolTable.Read(file, path, table.Offset(), table.Offset()));

        bool tracked = false;
        List<GroupLink> links = [];
        foreach (HeaderMessage message in header.Messages)
            if (message.Type == MessageType.Link) links.Add(Decode(ObjectHeader.Resolve(message)));
        if (header.Find(MessageType.LinkInfo) is { } info)
        {
            info.ExpectVersion(0, "a link info message");
            tracked = (info.Byte() & 1) != 0;
            if (tracked) info.Skip(8);
            long heapAddress = info.Offset(), indexAddress = info.Offset();
            if (heapAddress >= 0)
            {
                FractalHeap heap = FractalHeap.Open(file, heapAddress, path);
                foreach (Cursor record in BTree2.Records(file, indexAddress, path, 5))
                {
                    record.Skip(4);
                    links.Add(Decode(heap.Read(record)));
                }
            }
        }
        return new GroupLinks(file, path, header.Address, tracked ? links.OrderBy(l => l.Order) : links.OrderBy(l => l.Name, NameOrder.Bytes));
    }

    private static GroupLink Decode(Cursor message)
    {
        message.ExpectVersion(1, "a link");
        int flags = message.Byte();
        int kind = (flags & 8) != 0 ? message.Byte() : 0;
        long order = (flags & 4) != 0 ? message.Long(8) : 0;
        if ((flags & 16) != 0) message.Skip(1);
        long length = message.Long(1 << (flags & 3));
        if (length > message.Remaining) throw message.Error($"expected a name of {length} bytes, found {message.Remaining}");
        string name = message.Text((int)length);
        return kind switch
        {
            0 => new(name, LinkKind.Hard, message.Offset(), Order: order),
            1 => new(name, LinkKind.Soft, Cursor.Undefined, message.Text(message.UInt16()), order),
            64 => new(name, LinkKind.External, Cursor.Undefined, Order: order),
            _ => new(name, LinkKind.UserDefined, Cursor.Undefined, Order: order),
        };
    }
}
