namespace KerasTransfer.Hdf5.Format;

internal enum LayoutKind { Compact, Contiguous, Chunked, Virtual }

internal enum ChunkIndexKind { BTree1 = 0, Single = 1, Implicit = 2, FixedArray = 3, ExtensibleArray = 4, BTree2 = 5 }

/// <summary>Where a dataset's elements lie.</summary>
/// <remarks>File format specification, section IV.A.2.i (versions 1 to 4).</remarks>
internal sealed record DataLayout(LayoutKind Kind)
{
    private const int SingleIsFiltered = 2;

    /// <summary>Of the data, or of the chunk index; -1 while nothing is written.</summary>
    public long Address { get; private init; } = Cursor.Undefined;

    /// <summary>Bytes of contiguous data, -1 where the layout does not say.</summary>
    public long Size { get; private init; } = -1;

    public ReadOnlyMemory<byte> Compact { get; private init; }

    public long[] ChunkDims { get; private init; } = [];

    public long ElementSize { get; private init; }

    public ChunkIndexKind Index { get; private init; }

    /// <summary>Whether chunks that reach beyond the shape skip the filters.</summary>
    public bool EdgesUnfiltered { get; private init; }

    /// <summary>Stored size of a single filtered chunk, else -1; and the filters that it skipped.</summary>
    public long SingleSize { get; private init; } = -1;

    public uint SingleMask { get; private init; }

    public static DataLayout Decode(Cursor message, int rank)
    {
        int version = message.Byte();
        return version switch
        {
            1 or 2 => DecodeOld(message, rank),
            3 or 4 => DecodeNew(message, version, rank),
            _ => throw message.Error($"expected a data layout of version 1 to 4, found {version}"),
        };
    }

    private static DataLayout DecodeOld(Cursor message, int rank)
    {
        int count = message.Byte(), kind = message.Byte();
        message.Skip(5);
        long address = kind == 0 ? Cursor.Undefined : message.Offset();
        long[] dims = new long[count];
        for (int i = 0; i < count; i++) dims[i] = message.UInt32();
        return kind switch
        {
            0 => new(LayoutKind.Compact) { Compact = message.TakeMemory(message.Int32()) },
            1 => new(LayoutKind.Contiguous) { Address = address },
            2 => Chunks(message, dims, rank) with { Address = address },
            _ => throw message.Error($"expected a layout of class 0, 1 or 2, found {kind}"),
        };
    }

    private static DataLayout DecodeNew(Cursor message, int version, int rank)
    {
        int kind = message.Byte();
        switch (kind)
        {
            case 0:
                return new(LayoutKind.Compact) { Compact = message.TakeMemory(message.UInt16()) };
            case 1:
                return new(LayoutKind.Contiguous) { Address = message.Offset(), Size = message.Length() };
            case 2 when version == 3:
            {
                long[] dims = new long[message.Byte()];
                long address = message.Offset();
                for (int i = 0; i < dims.Length; i++) dims[i] = message.UInt32();
                return Chunks(message, dims, rank) with { Address = address };
            }
            case 2:
                return DecodeChunks4(message, rank);
            case 3 when version == 4:
                return new(LayoutKind.Virtual);
            default:
                throw message.Error($"expected a layout of class 0 to 3, found {kind}");
        }
    }

    private static DataLayout DecodeChunks4(Cursor message, int rank)
    {
        int flags = message.Byte();
        long[] dims = new long[message.Byte()];
        int width = message.Byte();
        if (width is < 1 or > 8) throw message.Error($"expected chunk dimensions of 1 to 8 bytes, found {width}");
        for (int i = 0; i < dims.Length; i++) dims[i] = message.Long(width);
        DataLayout layout = Chunks(message, dims, rank) with { EdgesUnfiltered = (flags & 1) != 0, Index = (ChunkIndexKind)message.Byte() };
        switch (layout.Index)
        {
            case ChunkIndexKind.Single when (flags & SingleIsFiltered) != 0:
                layout = layout with { SingleSize = message.Length(), SingleMask = message.UInt32() };
                break;
            case ChunkIndexKind.Single or ChunkIndexKind.Implicit:
                break;
            // These repeat what the index's own header says.
            case ChunkIndexKind.FixedArray: message.Skip(1); break;
            case ChunkIndexKind.ExtensibleArray: message.Skip(5); break;
            case ChunkIndexKind.BTree2: message.Skip(6); break;
            default: throw message.Error($"expected a chunk index of type 1 to 5, found {(int)layout.Index}");
        }
        return layout with { Address = message.Offset() };
    }

    private static DataLayout Chunks(Cursor message, long[] dims, int rank)
    {
        if (dims.Length != rank + 1 || rank == 0) throw message.Error($"expected chunks of rank {rank}, found {dims.Length - 1}");
        if (dims.Any(dim => dim <= 0)) throw message.Error($"expected chunks without empty axes, found ({string.Join(", ", dims)})");
        return new(LayoutKind.Chunked) { ChunkDims = dims[..^1], ElementSize = dims[^1] };
    }
}
