using System.IO.Compression;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>Reads chunks and undoes their filters, in buffers that are used again for each chunk.</summary>
internal sealed class ChunkBuffer
{
    // Deflate cannot do better than 1032 to 1 (a match of 258 bytes takes at least two bits).
    private const long MaxDeflateRatio = 1032;

    private readonly FileContext file;
    private readonly Hdf5Data data;
    private readonly FilterPipeline filters;
    private readonly int chunkBytes;
    private byte[] current = [], other = [];
    private int length;
    private long left;

    public ChunkBuffer(FileContext file, Hdf5Data data, FilterPipeline filters, int chunkBytes)
    {
        (this.file, this.data, this.filters, this.chunkBytes) = (file, data, filters, chunkBytes);
        left = file.Length;
        if (filters.Filters.FirstOrDefault(f => !f.IsSupported) is { } unknown)
            throw data.Error($"the data went through the filter {unknown.Name} ({unknown.Id}), which is not supported; deflate (gzip), shuffle, fletcher32 and lzf are");
    }

    /// <summary>The chunk's elements; valid until the next call.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="plain">Whether the chunk skipped all filters.</param>
    public ReadOnlySpan<byte> Read(Chunk chunk, bool plain)
    {
        bool filtered = filters.Filters.Count > 0 && !plain;
        file.CheckRange(data.Path, chunk.Address, chunk.Size, "chunk");
        // Chunks do not overlap, so together they are no larger than the file.
        if ((left -= chunk.Size) < 0) throw Error(chunk, "the chunks overlap: together they are larger than the file");
        if (!filtered && chunk.Size < chunkBytes) throw Error(chunk, $"expected a chunk of {chunkBytes} bytes, found {chunk.Size}");
        if (chunk.Size > 16L * chunkBytes + 4096) throw Error(chunk, $"expected a chunk of at most {chunkBytes} bytes, found {chunk.Size}");

        Room(ref current, (int)chunk.Size);
        length = (int)chunk.Size;
        file.ReadInto(chunk.Address, current.AsSpan(0, length));
        if (filtered)
            for (int i = filters.Filters.Count - 1; i >= 0; i--)
                if ((chunk.Mask >> i & 1) == 0) Undo(filters.Filters[i], chunk);
        if (filtered ? length != chunkBytes : length < chunkBytes) throw Error(chunk, $"expected a chunk of {chunkBytes} bytes, found {length}");
        return current.AsSpan(0, chunkBytes);
    }

    private void Undo(Filter filter, Chunk chunk)
    {
        switch ((FilterKind)filter.Id)
        {
            case FilterKind.Fletcher32:
                if (length < 4 || !Fletcher32.Verify(current.AsSpan(0, length))) throw Error(chunk, "the chunk's checksum (fletcher32) does not fit");
                length -= 4;
                break;
            case FilterKind.Shuffle:
                Room(ref other, length);
                Shuffle.Undo(current.AsSpan(0, length), other, filter.Parameter);
                (current, other) = (other, current);
                break;
            case FilterKind.Deflate:
                Inflate(chunk);
                break;
            default:
                Room(ref other, Limit(chunk, 256));
                int got = Lzf.Decompress(current.AsSpan(0, length), other);
                if (got < 0) throw Error(chunk, "the chunk's compressed data (lzf) are damaged");
                (current, other, length) = (other, current, got);
                break;
        }
    }

    // A filter before this one may have added a checksum of four bytes; there are at most 32 filters.
    private int Limit(Chunk chunk, long ratio) =>
        chunkBytes <= (length + 16L) * ratio ? chunkBytes + 4 * filters.Filters.Count
        : throw Error(chunk, $"{length} compressed bytes cannot hold a chunk of {chunkBytes}");

    private void Inflate(Chunk chunk)
    {
        int limit = Limit(chunk, MaxDeflateRatio);
        Room(ref other, limit + 1);
        try
        {
            using ZLibStream inflate = new(new MemoryStream(current, 0, length), CompressionMode.Decompress);
            // One byte more than allowed is asked for, so that the stream's own checksum at its end is read and verified.
            length = inflate.ReadAtLeast(other.AsSpan(0, limit + 1), limit + 1, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw file.Error(data.Path, chunk.Address, "the chunk's compressed data (deflate) are damaged", e);
        }
        if (length > limit) throw Error(chunk, $"expected a chunk of {chunkBytes} bytes, the compressed data hold more");
        (current, other) = (other, current);
    }

    private Hdf5Exception Error(Chunk chunk, string problem) => file.Error(data.Path, chunk.Address, problem);

    private static void Room(ref byte[] buffer, int size)
    {
        if (buffer.Length < size) buffer = new byte[size];
    }
}
