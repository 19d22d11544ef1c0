using System.Runtime.CompilerServices;

namespace KerasTransfer.Hdf5;

/// <summary>Kinds of element types.</summary>
public enum Hdf5Class
{
    /// <summary>Signed or unsigned integers.</summary>
    Integer,
    /// <summary>Floating point numbers.</summary>
    Float,
    /// <summary>Text, of fixed or variable length.</summary>
    String,
    /// <summary>Bytes without meaning to HDF5; Keras stores bfloat16 so.</summary>
    Opaque,
    /// <summary>Named fields.</summary>
    Compound,
    /// <summary>Named integers; h5py stores bool so.</summary>
    Enum,
    /// <summary>Fixed-size arrays as elements.</summary>
    Array,
    /// <summary>Sequences of variable length other than strings.</summary>
    Sequence,
    /// <summary>References to objects or regions.</summary>
    Reference,
    /// <summary>Any other kind.</summary>
    Other,
}

/// <summary>How a string's bytes end.</summary>
public enum Hdf5Padding
{
    /// <summary>At the first zero byte.</summary>
    NullTerminated,
    /// <summary>Filled up with zero bytes.</summary>
    NullPadded,
    /// <summary>Filled up with blanks.</summary>
    SpacePadded,
}

/// <summary>A field of a compound type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Bytes from the start of the element.</param>
/// <param name="Type">Its type.</param>
public sealed record Hdf5Field(string Name, int Offset, Hdf5Type Type);

/// <summary>The type of the elements of a dataset or attribute.</summary>
public sealed class Hdf5Type
{
    internal Hdf5Type(Hdf5Class @class, int size) => (Class, Size) = (@class, size);

    /// <summary>Kind of type.</summary>
    public Hdf5Class Class { get; }

    /// <summary>Bytes per element as stored (a variable-length string's element is a reference of 16 bytes).</summary>
    public int Size { get; }

    /// <summary>Whether an integer has a sign.</summary>
    public bool IsSigned { get; internal init; }

    /// <summary>Whether the most significant byte comes first.</summary>
    public bool IsBigEndian { get; internal init; }

    /// <summary>Whether the strings lie apart, each with a length of its own.</summary>
    public bool IsVariableLength { get; internal init; }

    /// <summary>Whether a string is declared as UTF-8; otherwise as ASCII (and read as UTF-8 all the same).</summary>
    public bool IsUtf8 { get; internal init; }

    /// <summary>How strings end.</summary>
    public Hdf5Padding Padding { get; internal init; }

    /// <summary>Free text that names an opaque type.</summary>
    public string Tag { get; internal init; } = "";

    /// <summary>The integer type under an enumeration, or the element of an array or sequence.</summary>
    public Hdf5Type? Base { get; internal init; }

    /// <summary>An enumeration's names and values.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Members { get; internal init; } = [];

    /// <summary>A compound type's fields.</summary>
    public IReadOnlyList<Hdf5Field> Fields { get; internal init; } = [];

    /// <summary>Set where the bits of a floating point number are laid out otherwise than IEEE 754 half, single or double, or an integer
    /// does not use all its bits.</summary>
    internal Format.BitLayout? Bits { get; init; }

    /// <summary>Whether this is the enumeration that h5py stores bool as.</summary>
    public bool IsBool => Class is Hdf5Class.Enum && Size == 1 && Members is [{ Key: "FALSE", Value: 0 }, { Key: "TRUE", Value: 1 }];

    /// <summary>Text of variable length declared as UTF-8, what h5py makes of a Python <c>str</c>.</summary>
    public static Hdf5Type Utf8 { get; } = VariableString(true);

    /// <summary>Text of variable length declared as ASCII, what h5py makes of Python <c>bytes</c>.</summary>
    public static Hdf5Type Ascii { get; } = VariableString(false);

    /// <summary>h5py's bool.</summary>
    public static Hdf5Type Bool { get; } = new(Hdf5Class.Enum, 1)
    {
        IsSigned = true, IsBigEndian = !BitConverter.IsLittleEndian, Base = Of<sbyte>(), Members = [new("FALSE", 0), new("TRUE", 1)],
    };

    /// <summary>ASCII text of a fixed number of bytes, filled up with zeros: NumPy's <c>S{length}</c>.</summary>
    public static Hdf5Type FixedAscii(int length) => FixedString(length, false);

    /// <summary>UTF-8 text of a fixed number of bytes, filled up with zeros.</summary>
    public static Hdf5Type FixedUtf8(int length) => FixedString(length, true);

    /// <summary>Bytes without meaning to HDF5.</summary>
    /// <param name="size">Bytes per element.</param>
    /// <param name="tag">Free text, at most 248 ASCII characters; h5py reads only elements without a tag.</param>
    public static Hdf5Type Opaque(int size, string tag = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return tag.Length <= 248 && System.Text.Ascii.IsValid(tag) && !tag.Contains('\0') ? new(Hdf5Class.Opaque, size) { Tag = tag }
            : throw new ArgumentException($"The tag must be ASCII without zeros and at most 248 characters long, got {tag.Length}.", nameof(tag));
    }

    /// <summary>The type that values of <typeparamref name="T"/> are stored as: an integer or floating point type, <see cref="Half"/>, or bool.</summary>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static Hdf5Type Of<T>() where T : unmanaged =>
        typeof(T) == typeof(bool) ? Bool
        : typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) ? Number(Hdf5Class.Float, Unsafe.SizeOf<T>(), true)
        : typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long)
            ? Number(Hdf5Class.Integer, Unsafe.SizeOf<T>(), true)
        : typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong)
            ? Number(Hdf5Class.Integer, Unsafe.SizeOf<T>(), false)
        : throw new NotSupportedException($"HDF5 has no plain number type for {typeof(T).Name}; use an integer type, Half, float, double or bool.");

    private static Hdf5Type Number(Hdf5Class @class, int size, bool signed) =>
        new(@class, size) { IsSigned = signed, IsBigEndian = !BitConverter.IsLittleEndian };

    private static Hdf5Type VariableString(bool utf8) => new(Hdf5Class.String, 16) { IsVariableLength = true, IsUtf8 = utf8 };

    private static Hdf5Type FixedString(int length, bool utf8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(Hdf5Class.String, length) { IsUtf8 = utf8, Padding = Hdf5Padding.NullPadded };
    }

    /// <summary>NumPy's name where it has one: <c>float32</c>, <c>int64</c>, <c>bool</c>; else a description such as <c>string</c>, <c>string[12]</c>, <c>opaque[2]</c>.</summary>
    public override string ToString()
    {
        string name = Class switch
        {
            Hdf5Class.Integer => $"{(IsSigned ? "int" : "uint")}{Size * 8}",
            Hdf5Class.Float when Bits is { } bits => bits.IsBfloat16 ? "bfloat16" : $"float{Size * 8} of unusual layout",
            Hdf5Class.Float => $"float{Size * 8}",
            Hdf5Class.String => IsVariableLength ? "string" : $"string[{Size}]",
            Hdf5Class.Opaque => $"opaque[{Size}]",
            Hdf5Class.Enum => IsBool ? "bool" : $"enum of {Base}",
            Hdf5Class.Compound => $"compound({string.Join(", ", Fields.Select(f => $"{f.Name}: {f.Type}"))})",
            Hdf5Class.Array => $"array of {Base}",
            Hdf5Class.Sequence => $"sequences of {Base}",
            Hdf5Class.Reference => "reference",
            _ => "unknown type",
        };
        return Class is Hdf5Class.Integer or Hdf5Class.Float && IsBigEndian && Size > 1 ? name + " (big-endian)" : name;
    }
}
