using KerasTransfer.Hdf5.Chunks;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>An array in the file. Nothing but its type and shape is read until it is asked for.</summary>
public sealed class Hdf5Dataset : Hdf5Data, IHdf5Object
{
    private const int BlockBytes = 1 << 20;

    private readonly ObjectHeader header;
    private readonly DataLayout layout;
    private readonly FilterPipeline filters;
    private readonly byte[]? fill;
    private readonly Dataspace space;
    private Hdf5Attributes? attributes;

    internal Hdf5Dataset(FileContext file, string path, ObjectHeader header)
        : this(file, path, header, Dataspace.Decode(header.Require(MessageType.Dataspace)), TypeEncoding.Decode(header.Require(MessageType.Datatype))) { }

    private Hdf5Dataset(FileContext file, string path, ObjectHeader header, Dataspace space, Hdf5Type type)
        : base(file, path, path[(path.LastIndexOf('/') + 1)..], header.Address, type, space)
    {
        (this.header, this.space) = (header, space);
        layout = DataLayout.Decode(header.Require(MessageType.Layout), space.Dims.Length);
        filters = header.Find(MessageType.Filters) is { } message ? FilterPipeline.Decode(message) : FilterPipeline.None;
        fill = FillValue.Decode(header);
        if (fill is { Length: > 0 } && fill.Length != type.Size)
            throw file.Error(path, header.Address, $"the fill value has {fill.Length} bytes, the type {type} has {type.Size}");
    }

    /// <inheritdoc/>
    public Hdf5Attributes Attributes => attributes ??= new Hdf5Attributes(File, Path, header);

    /// <summary>Lengths up to which the axes may grow, -1 for unlimited; the shape itself where nothing is said.</summary>
    public long[] MaxShape => [.. space.MaxDims];

    /// <summary>Shape of a chunk, or null if the data are not chunked.</summary>
    public long[]? ChunkShape => layout.Kind == LayoutKind.Chunked ? [.. layout.ChunkDims] : null;

    /// <summary>Names of the filters that the chunks went through, in order, such as <c>shuffle</c> and <c>deflate</c>.</summary>
    public IReadOnlyList<string> Filters => filters.Names;

    internal override bool IsStoredWhole =>
        layout.Kind is LayoutKind.Compact || layout.Kind is LayoutKind.Contiguous && layout.Address >= 0 && Count * Type.Size <= File.Length;

    internal override void ReadElements<TSink>(ref TSink sink)
    {
        if (header.Find(MessageType.ExternalFiles) is not null)
            throw Error("the data lie in external files, which are not followed");
        if (layout.Kind == LayoutKind.Virtual)
            throw Error("the dataset is virtual, made of other files, which are not followed");
        if (Count == 0) return;
        long bytes = Count * Type.Size;
        switch (layout.Kind)
        {
            case LayoutKind.Compact:
                if (layout.Compact.Length < bytes) throw Error($"expected {bytes} bytes of compact data, found {layout.Compact.Length}");
                sink.Put(0, layout.Compact.Span[..(int)bytes]);
                break;
            case LayoutKind.Contiguous when layout.Address < 0:
                Fill(ref sink);
                break;
            case LayoutKind.Contiguous:
                if (layout.Size >= 0 && layout.Size < bytes) throw Error($"expected {bytes} bytes of data, the layout has {layout.Size}");
                ReadContiguous(ref sink, bytes);
                break;
            default:
                ReadChunks(ref sink);
                break;
        }
    }

    private void ReadContiguous<TSink>(ref TSink sink, long bytes) where TSink : IElementSink, allows ref struct
    {
        File.CheckRange(Path, layout.Address, bytes, "data");
        byte[]? buffer = null;
        int size = Type.Size, block = Math.Max(1, BlockBytes / size);
        for (long first = 0; first < Count; first += block)
        {
            int count = (int)Math.Min(block, Count - first);
            long position = layout.Address + first * size;
            Span<byte> direct = sink.Direct(first, count);
            if (!direct.IsEmpty)
            {
                File.ReadInto(position, direct);
                continue;
            }
            buffer ??= new byte[block * size];
            File.ReadInto(position, buffer.AsSpan(0, count * size));
            sink.Put(first, buffer.AsSpan(0, count * size));
        }
    }

    private void Fill<TSink>(ref TSink sink) where TSink : IElementSink, allows ref struct
    {
        int size = Type.Size, block = (int)Math.Min(Count, Math.Max(1, 65536 / size));
        byte[] filled = new byte[block * size];
        if (fill is { Length: > 0 })
            for (int i = 0; i < block; i++) fill.CopyTo(filled.AsSpan(i * size));
        for (long first = 0; first < Count; first += block)
            sink.Put(first, filled.AsSpan(0, (int)Math.Min(block, Count - first) * size));
    }

    private void ReadChunks<TSink>(ref TSink sink) where TSink : IElementSink, allows ref struct
    {
        if (layout.ElementSize != Type.Size) throw Error($"the chunks' elements have {layout.ElementSize} bytes, those of the type {Type.Size}");
        Fill(ref sink);
        if (layout.Address < 0) return;

        ChunkGrid grid = new(this, Dims, space.MaxDims, layout.ChunkDims, Type.Size);
        ChunkBuffer buffer = new(File, this, filters, grid.ChunkBytes);
        HashSet<long> seen = [];
        foreach (Chunk chunk in ChunkIndex.Read(File, Path, layout, grid, filters))
        {
            if (!seen.Add(chunk.Index)) throw File.Error(Path, chunk.Address, "a chunk is listed twice");
            bool plain = layout.EdgesUnfiltered && grid.IsPartial(chunk.Index);
            grid.Scatter(chunk.Index, buffer.Read(chunk, plain), ref sink);
        }
    }
}
