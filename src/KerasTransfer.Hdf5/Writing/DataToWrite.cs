using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>Type, shape and values of a dataset or attribute to be written.</summary>
internal sealed class DataToWrite
{
    private readonly Func<MemoryBytes> values;

    public DataToWrite(Hdf5Type type, ReadOnlySpan<long> shape, Hdf5Chunking? chunks, Func<MemoryBytes> values)
    {
        (Type, Shape, this.values) = (type, shape.ToArray(), values);
        if (shape.Length > 32) throw new ArgumentException($"HDF5 has at most 32 axes, got {shape.Length}.", nameof(shape));
        UInt128 bytes = (UInt128)type.Size;
        foreach (long dim in Shape)
        {
            if (dim < 0 || dim > 0 && bytes > long.MaxValue) throw new ArgumentException($"The shape ({string.Join(", ", Shape)}) is negative or too large.", nameof(shape));
            bytes *= (UInt128)dim;
        }
        Bytes = bytes <= long.MaxValue ? (long)bytes : throw new ArgumentException($"The shape ({string.Join(", ", Shape)}) is too large.", nameof(shape));
        Count = Bytes / type.Size;
        if (chunks is null) return;
        if (Shape.Length == 0) throw new ArgumentException("A scalar cannot be chunked.", nameof(chunks));
        if (chunks.Gzip is < 0 or > 9) throw new ArgumentException($"The gzip level lies between 0 and 9, got {chunks.Gzip}.", nameof(chunks));
        ChunkShape = chunks.Shape is { } given ? [.. given] : DefaultChunk();
        if (ChunkShape.Length != Shape.Length || ChunkShape.Any(dim => dim is < 1 or > uint.MaxValue) || ChunkShape.Aggregate((UInt128)type.Size, (a, b) => a * (UInt128)b) > int.MaxValue / 2)
            throw new ArgumentException($"Chunks of ({string.Join(", ", ChunkShape)}) do not fit the shape ({string.Join(", ", Shape)}), or are larger than 1 GiB.", nameof(chunks));
        Chunks = chunks;
    }

    public Hdf5Type Type { get; }

    public long[] Shape { get; }

    public long Count { get; }

    public long Bytes { get; }

    public Hdf5Chunking? Chunks { get; }

    public long[] ChunkShape { get; } = [];

    /// <summary>Set for strings instead of values.</summary>
    public StringsToWrite? Strings { get; init; }

    /// <summary>The values' bytes, asked for anew each time.</summary>
    public MemoryBytes Values()
    {
        MemoryBytes bytes = values();
        return bytes.Length == Bytes ? bytes
            : throw new ArgumentException($"The shape ({string.Join(", ", Shape)}) of {Type} needs {Bytes} bytes, the values have {bytes.Length}.");
    }

    private long[] DefaultChunk()
    {
        long[] chunk = [.. Shape.Select(dim => Math.Max(1, dim))];
        long left = Math.Max(1, (1 << 20) / Type.Size);
        for (int axis = chunk.Length - 1; axis >= 0; axis--)
        {
            chunk[axis] = Math.Min(chunk[axis], left);
            left = Math.Max(1, left / chunk[axis]);
        }
        return chunk;
    }
}

/// <summary>Memory of numbers, seen as bytes piece by piece (a span of bytes ends at 2 GiB).</summary>
internal abstract class MemoryBytes
{
    public abstract long Length { get; }

    public abstract void CopyTo(Stream stream);

    /// <summary>Bytes of whole elements.</summary>
    public abstract ReadOnlySpan<byte> Slice(long start, int length);

    public static MemoryBytes From<T>(ReadOnlyMemory<T> memory) where T : unmanaged => new Of<T>(memory);

    private sealed class Of<T>(ReadOnlyMemory<T> memory) : MemoryBytes where T : unmanaged
    {
        private const int Block = 1 << 18;

        private static int Size => Unsafe.SizeOf<T>();

        public override long Length => (long)memory.Length * Size;

        public override void CopyTo(Stream stream)
        {
            ReadOnlySpan<T> span = memory.Span;
            for (int i = 0; i < span.Length; i += Math.Min(Block, span.Length - i))
                stream.Write(MemoryMarshal.AsBytes(span.Slice(i, Math.Min(Block, span.Length - i))));
        }

        public override ReadOnlySpan<byte> Slice(long start, int length) =>
            MemoryMarshal.AsBytes(memory.Span.Slice((int)(start / Size), length / Size));
    }
}

/// <summary>Strings as the bytes that will be stored.</summary>
internal sealed record StringsToWrite(Hdf5Type Type, byte[][] Bytes)
{
    public static StringsToWrite Encode(string name, IEnumerable<string> values, Hdf5Type type)
    {
        if (type.Class is not Hdf5Class.String) throw new ArgumentException($"'{name}': strings cannot be stored as {type}.", nameof(type));
        List<byte[]> all = [];
        foreach (string value in values)
        {
            if (value.Contains('\0')) throw new ArgumentException($"'{name}': HDF5 strings cannot hold zero characters (\\0).", nameof(values));
            byte[] bytes;
            try
            {
                bytes = Hdf5Data.StrictUtf8.GetBytes(value);
            }
            catch (EncoderFallbackException e)
            {
                throw new ArgumentException($"'{name}': a string has half a surrogate pair and is no valid Unicode.", nameof(values), e);
            }
            if (!type.IsVariableLength && bytes.Length > type.Size)
                throw new ArgumentException($"'{name}': a string of {bytes.Length} bytes does not fit into {type}.", nameof(values));
            all.Add(bytes);
        }
        return new(type, [.. all]);
    }
}
