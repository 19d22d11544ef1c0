using System.Runtime.CompilerServices;
using System.Text;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>What datasets and attributes have in common: a type, a shape, and values that can be read.</summary>
public abstract class Hdf5Data
{
    // Chunked and unwritten data may be larger than the file; beyond this the caller has to bring the memory.
    private const long FreeAllowance = 16 << 20;
    private const int FileMultiple = 16;

    private readonly long address;
    private readonly long[] shape;

    private protected Hdf5Data(FileContext file, string path, string name, long address, Hdf5Type type, Dataspace space)
    {
        (File, Path, Name, this.address, Type, shape, IsNull) = (file, path, name, address, type, space.Dims, space.IsNull);
        Count = IsNull ? 0 : 1;
        foreach (long dim in shape)
            Count = dim == 0 || Count <= long.MaxValue / dim ? Count * dim : throw Error($"the shape ({string.Join(", ", shape)}) has too many elements");
        if (Count > long.MaxValue / type.Size) throw Error($"the shape ({string.Join(", ", shape)}) of {type} has too many bytes");
    }

    internal FileContext File { get; }

    /// <summary>The attribute's name, or the last part of the dataset's path.</summary>
    public string Name { get; }

    /// <summary>Path of the dataset, or of the object that has the attribute.</summary>
    public string Path { get; }

    /// <summary>Type of one element.</summary>
    public Hdf5Type Type { get; }

    /// <summary>Length of each axis; empty for a scalar.</summary>
    public long[] Shape => [.. shape];

    /// <summary>Number of elements: the product of <see cref="Shape"/>, 1 for a scalar, 0 if <see cref="IsNull"/>.</summary>
    public long Count { get; }

    /// <summary>Whether there is a type but no value at all, h5py's <c>Empty</c>.</summary>
    public bool IsNull { get; }

    private protected ReadOnlySpan<long> Dims => shape;

    /// <summary>Whether all elements lie in the file one by one, so that the file's size bounds theirs.</summary>
    internal abstract bool IsStoredWhole { get; }

    internal abstract void ReadElements<TSink>(ref TSink sink) where TSink : IElementSink, allows ref struct;

    /// <summary>All elements in row-major order, converted to <typeparamref name="T"/>: an integer or floating point type, <see cref="Half"/>, or bool.</summary>
    /// <exception cref="Hdf5Exception">The elements are no numbers, one does not fit into <typeparamref name="T"/>, or the data are damaged.</exception>
    public T[] Read<T>() where T : unmanaged
    {
        NumberConversion.Check<T>(this);
        T[] values = Allocate<T>(Count, Unsafe.SizeOf<T>());
        ReadInto(values.AsSpan());
        return values;
    }

    /// <summary>Reads all elements in row-major order into memory of the caller's, converting as <see cref="Read{T}"/> does; nothing is copied
    /// where the types agree.</summary>
    /// <exception cref="ArgumentException">The span's length is not <see cref="Count"/>.</exception>
    /// <exception cref="Hdf5Exception">The elements are no numbers, one does not fit into <typeparamref name="T"/>, or the data are damaged.</exception>
    public void ReadInto<T>(Span<T> destination) where T : unmanaged
    {
        NumberConversion.Check<T>(this);
        if (destination.Length != Count)
            throw new ArgumentException($"'{Path}' has {Count} elements, the span has room for {destination.Length}.", nameof(destination));
        NumberSink<T> sink = new(destination, this);
        ReadElements(ref sink);
    }

    /// <summary>The only element, as a number or bool.</summary>
    /// <exception cref="Hdf5Exception">There is not exactly one element, or it does not fit.</exception>
    public T ReadScalar<T>() where T : unmanaged
    {
        if (Count != 1) throw Error($"expected one value, found the shape ({string.Join(", ", shape)})");
        T value = default;
        ReadInto(new Span<T>(ref value));
        return value;
    }

    /// <summary>All elements in row-major order as stored, <see cref="Hdf5Type.Size"/> bytes each.</summary>
    /// <exception cref="Hdf5Exception">The data are damaged, or too large for one array.</exception>
    public byte[] ReadBytes()
    {
        byte[] bytes = Allocate<byte>(Count * Type.Size, 1);
        ByteSink sink = new(bytes, Type.Size);
        ReadElements(ref sink);
        return bytes;
    }

    /// <summary>One field of every element of a compound type, in row-major order.</summary>
    /// <exception cref="Hdf5Exception">The type is not compound, has no such field, or the field is no number.</exception>
    public T[] ReadField<T>(string field) where T : unmanaged
    {
        Hdf5Field part = Type.Fields.FirstOrDefault(f => f.Name == field)
            ?? throw Error($"expected a compound type with the field '{field}', found {Type}");
        NumberConversion.Check<T>(this, part.Type);
        byte[] all = ReadBytes();
        int size = part.Type.Size;
        byte[] picked = new byte[Count * size];
        for (int i = 0; i < Count; i++)
            all.AsSpan(i * Type.Size + part.Offset, size).CopyTo(picked.AsSpan(i * size));
        T[] values = new T[Count];
        NumberConversion.Convert(picked, part.Type, values.AsSpan(), this);
        return values;
    }

    /// <summary>All elements in row-major order as strings (UTF-8), without their padding.</summary>
    /// <exception cref="Hdf5Exception">The elements are no strings, or the data are damaged.</exception>
    public string[] ReadStrings()
    {
        if (Type.Class is not Hdf5Class.String) throw Error($"expected strings, found {Type}");
        if (Count > Array.MaxLength) throw Error($"{Count} strings are too many for one array");
        byte[] raw = ReadBytes();
        string[] strings = new string[Count];
        if (Type.IsVariableLength)
        {
            // One string per distinct reference, and no more bytes than the file has: a crafted file can point often at one long string.
            Dictionary<HeapReference, string> known = [];
            long left = File.Length;
            for (int i = 0; i < strings.Length; i++)
            {
                HeapReference reference = HeapReference.Decode(File, Path, raw.AsSpan(i * Type.Size, Type.Size));
                if (!known.TryGetValue(reference, out string? text))
                {
                    if ((left -= reference.Length) < 0) throw Error("the strings' lengths together exceed the file's");
                    known[reference] = text = Decode(File.GlobalHeap.Read(reference, Path));
                }
                strings[i] = text;
            }
        }
        else
        {
            for (int i = 0; i < strings.Length; i++) strings[i] = Decode(raw.AsSpan(i * Type.Size, Type.Size));
        }
        return strings;
    }

    /// <summary>The only element, as a string.</summary>
    /// <exception cref="Hdf5Exception">There is not exactly one element, or it is no string.</exception>
    public string ReadString() => Count == 1 ? ReadStrings()[0]
        : throw Error(IsNull ? "expected one string, found an empty value" : $"expected one string, found the shape ({string.Join(", ", shape)})");

    internal Hdf5Exception Error(string problem, Exception? inner = null) =>
        File.Error(Path, address, this is Hdf5Attribute ? $"attribute '{Name}': {problem}" : problem, inner);

    private T[] Allocate<T>(long count, int size)
    {
        if (count > Array.MaxLength) throw Error($"{count} elements are too many for one array");
        if (!IsStoredWhole && count * size > FreeAllowance + FileMultiple * File.Length)
            throw Error($"the data need {count * size} bytes, out of proportion to the file's {File.Length}; if they are to be trusted, read them into your own memory with ReadInto");
        return count == 0 ? [] : new T[count];
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        switch (Type.Padding)
        {
            case Hdf5Padding.NullTerminated when bytes.IndexOf((byte)0) is >= 0 and int end: bytes = bytes[..end]; break;
            case Hdf5Padding.NullPadded: bytes = bytes.TrimEnd((byte)0); break;
            case Hdf5Padding.SpacePadded: bytes = bytes.TrimEnd((byte)' '); break;
        }
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Error("a string is not valid UTF-8", e);
        }
    }

    internal static UTF8Encoding StrictUtf8 { get; } = new(false, throwOnInvalidBytes: true);

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name}: {Type} ({string.Join(", ", shape)})";
}
