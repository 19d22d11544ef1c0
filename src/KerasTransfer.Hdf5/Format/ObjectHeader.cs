namespace KerasTransfer.Hdf5.Format;

/// <summary>The kinds of header messages that matter here.</summary>
internal enum MessageType
{
    Nil = 0x00, Dataspace = 0x01, LinkInfo = 0x02, Datatype = 0x03, OldFillValue = 0x04, FillValue = 0x05, Link = 0x06, ExternalFiles = 0x07,
    Layout = 0x08, GroupInfo = 0x0A, Filters = 0x0B, Attribute = 0x0C, SharedTable = 0x0F, Continuation = 0x10, SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>One message of an object header.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Flags">Whether it is shared, and what to do if it is not understood.</param>
/// <param name="Order">When it was made, counted by the object, if the object tracks that; else its position.</param>
/// <param name="Body">Its content.</param>
internal sealed record HeaderMessage(MessageType Type, byte Flags, int Order, Cursor Body);

/// <summary>What the file says about one object, as a list of messages.</summary>
/// <remarks>File format specification, section IV.A.1 (object headers of version 1 and 2).</remarks>
internal sealed class ObjectHeader
{
    private const int SharedFlag = 2, FailIfUnknownFlag = 0x80;

    private readonly FileContext file;
    private readonly string path;
    private readonly List<HeaderMessage> messages = [];

    private ObjectHeader(FileContext file, long address, string path) => (this.file, Address, this.path) = (file, address, path);

    public long Address { get; }

    /// <summary>Whether attributes carry the order in which they were made.</summary>
    public bool TracksAttributeOrder { get; private set; }

    public IEnumerable<HeaderMessage> Messages => messages;

    public bool IsGroup => messages.Any(m => m.Type is MessageType.SymbolTable or MessageType.LinkInfo or MessageType.Link or MessageType.GroupInfo);

    public bool IsDataset => messages.Any(m => m.Type is MessageType.Layout);

    public static ObjectHeader Read(FileContext file, long address, string path)
    {
        ObjectHeader header = new(file, address, path);
        Cursor head = file.Read(path, address, Math.Min(64, Math.Max(16, file.Length - address)), "object header");
        Budget budget = new(file, path, "the blocks of an object header");
        Queue<(long Address, long Length)> blocks = new();
        if (head.Byte() == 1)
        {
            head.Skip(1 + 2 + 4);
            uint size = head.UInt32();
            blocks.Enqueue((address + 16, size));
            while (blocks.TryDequeue(out var block)) header.ReadBlock1(block.Address, block.Length, budget, blocks);
        }
        else
        {
            head = head.Fresh();
            head.Expect("OHDR");
            head.ExpectVersion(2, "an object header");
            int flags = head.Byte();
            header.TracksAttributeOrder = (flags & 4) != 0;
            head.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
            long size = head.Long(1 << (flags & 3));
            int prefix = head.Position;
            if (size > file.Length) throw head.Error($"a header of {size} bytes is larger than the file");
            header.ReadBlock2(address, prefix + size + 4, prefix, budget, blocks);
            while (blocks.TryDequeue(out var block)) header.ReadBlock2(block.Address, block.Length, 4, budget, blocks);
        }
        return header;
    }

    private void ReadBlock1(long address, long length, Budget budget, Queue<(long, long)> blocks)
    {
        budget.Spend(address, length);
        Cursor block = file.Read(path, address, length, "object header block");
        while (block.Remaining >= 8)
        {
            int type = block.UInt16(), size = block.UInt16();
            byte flags = block.Byte();
            block.Skip(3);
            Add(type, flags, messages.Count, block.Slice(size), blocks);
        }
    }

    private void ReadBlock2(long address, long length, int prefix, Budget budget, Queue<(long, long)> blocks)
    {
        budget.Spend(address, length);
        Cursor block = file.Read(path, address, length, "object header block");
        if (block.Remaining < prefix + 4) throw block.Error("the object header block is too short");
        if (prefix == 4) block.Expect("OCHK");
        else block.Skip(prefix);
        int head = TracksAttributeOrder ? 6 : 4;
        while (block.Remaining - 4 >= head)
        {
            int type = block.Byte(), size = block.UInt16();
            byte flags = block.Byte();
            int order = TracksAttributeOrder ? block.UInt16() : messages.Count;
            if (size > block.Remaining - 4) throw block.Error($"a message of {size} bytes reaches beyond its block");
            Add(type, flags, order, block.Slice(size), blocks);
        }
        block.Skip(block.Remaining - 4);
        block.Checksum(0);
    }

    private void Add(int type, byte flags, int order, Cursor body, Queue<(long, long)> blocks)
    {
        if ((MessageType)type == MessageType.Continuation)
        {
            blocks.Enqueue((body.Offset(), body.Length()));
        }
        else if ((MessageType)type != MessageType.Nil)
        {
            if (type > 0x18 && (flags & FailIfUnknownFlag) != 0)
                throw body.Error($"a header message of unknown kind {type} must not be ignored");
            messages.Add(new HeaderMessage((MessageType)type, flags, order, body));
        }
    }

    /// <summary>The first message of a kind, followed to where it is shared from, or null.</summary>
    public Cursor? Find(MessageType type) =>
        messages.FirstOrDefault(m => m.Type == type) is { } message ? Resolve(message) : null;

    public Cursor Require(MessageType type) => Find(type) ?? throw file.Error(path, Address, $"expected a message with the {type}, found none");

    /// <summary>The body of a message, or of the one that it refers to.</summary>
    public static Cursor Resolve(HeaderMessage message) =>
        (message.Flags & SharedFlag) == 0 ? message.Body.Fresh() : ResolveShared(message.Body.Fresh(), message.Type);

    /// <summary>The message that a shared message's body refers to: a named datatype, as a rule.</summary>
    public static Cursor ResolveShared(Cursor reference, MessageType type)
    {
        int version = reference.Byte(), kind = reference.Byte();
        if (version == 1) reference.Skip(6);
        else if (version is not (2 or 3)) throw reference.Error($"expected a shared message of version 1 to 3, found {version}");
        else if (kind == 1) throw reference.Error("messages shared in a heap of the file are not supported");
        ObjectHeader owner = Read(reference.File, reference.Offset(), reference.Path);
        HeaderMessage found = owner.messages.FirstOrDefault(m => m.Type == type) ?? throw reference.Error($"the shared {type} is not where it should be");
        return (found.Flags & SharedFlag) == 0 ? found.Body.Fresh() : throw reference.Error($"the shared {type} is itself shared");
    }
}
