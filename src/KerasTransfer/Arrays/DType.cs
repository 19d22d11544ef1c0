namespace KerasTransfer;

/// <summary>The type of the elements of an array or tensor, with NumPy's names. Converts from a string: <c>dtype: "float32"</c>.</summary>
public sealed class DType : IEquatable<DType>
{
    /// <summary>32-bit floating point; the type of tensors unless told otherwise.</summary>
    public static readonly DType float32 = new("float32", typeof(float), 4, DTypeCode.Float32);
    /// <summary>64-bit floating point.</summary>
    public static readonly DType float64 = new("float64", typeof(double), 8, DTypeCode.Float64);
    /// <summary>Signed 8-bit integer.</summary>
    public static readonly DType int8 = new("int8", typeof(sbyte), 1, DTypeCode.Int8);
    /// <summary>Signed 16-bit integer.</summary>
    public static readonly DType int16 = new("int16", typeof(short), 2, DTypeCode.Int16);
    /// <summary>Signed 32-bit integer.</summary>
    public static readonly DType int32 = new("int32", typeof(int), 4, DTypeCode.Int32);
    /// <summary>Signed 64-bit integer; what NumPy makes of integers unless told otherwise.</summary>
    public static readonly DType int64 = new("int64", typeof(long), 8, DTypeCode.Int64);
    /// <summary>Unsigned 8-bit integer; pixels.</summary>
    public static readonly DType uint8 = new("uint8", typeof(byte), 1, DTypeCode.UInt8);
    /// <summary>Unsigned 32-bit integer; the states of seed generators.</summary>
    public static readonly DType uint32 = new("uint32", typeof(uint), 4, DTypeCode.UInt32);
    /// <summary>True or false, one byte each.</summary>
    public static readonly DType @bool = new("bool", typeof(bool), 1, DTypeCode.Bool);

    /// <summary>Every type there is.</summary>
    public static IReadOnlyList<DType> All { get; } = [float32, float64, int8, int16, int32, int64, uint8, uint32, @bool];

    private DType(string name, Type clrType, int size, DTypeCode code) => (this.name, ClrType, Size, Code) = (name, clrType, size, code);

    /// <summary>NumPy's name: <c>float32</c>, <c>int64</c>, …</summary>
    public string name { get; }
    /// <summary>The C# type of one element.</summary>
    public Type ClrType { get; }
    /// <summary>Bytes of one element.</summary>
    public int Size { get; }
    /// <summary>The place in <see cref="All"/>, for switches.</summary>
    internal DTypeCode Code { get; }
    /// <summary>float32 or float64.</summary>
    public bool IsFloating => ReferenceEquals(this, float32) || ReferenceEquals(this, float64);
    /// <summary>Any of the integer types; bool is none.</summary>
    public bool IsInteger => !IsFloating && !ReferenceEquals(this, @bool);

    /// <summary>The type with that NumPy name; <c>float</c> is float64 and <c>int</c> int64, as in NumPy.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static DType Parse(string name) => name switch
    {
        "float" or "double" => float64,
        "int" => int64,
        "bool_" => @bool,
        _ => All.FirstOrDefault(d => d.name == name) ?? throw new ValueError($"Unknown dtype '{name}'. Known: {string.Join(", ", All)}."),
    };

    /// <summary>The type of arrays of <typeparamref name="T"/>.</summary>
    /// <exception cref="ValueError">There is no such type.</exception>
    public static DType Of<T>() => Of(typeof(T));

    /// <summary>The type of arrays whose elements are of C# type <paramref name="type"/>.</summary>
    /// <exception cref="ValueError">There is no such type.</exception>
    public static DType Of(Type type) => All.FirstOrDefault(d => d.ClrType == type) ?? throw new ValueError($"Arrays of {type.Name} are not supported. Supported: {string.Join(", ", All)}.");

    /// <summary>The type with that NumPy name.</summary>
    public static implicit operator DType(string name) => Parse(name);
    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(DType? a, DType? b) => ReferenceEquals(a, b);
    /// <summary>Whether the types differ.</summary>
    public static bool operator !=(DType? a, DType? b) => !ReferenceEquals(a, b);
    /// <inheritdoc/>
    public bool Equals(DType? other) => ReferenceEquals(this, other);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);
    /// <inheritdoc/>
    public override int GetHashCode() => name.GetHashCode(StringComparison.Ordinal);
    /// <inheritdoc/>
    public override string ToString() => name;
}

/// <summary>The types as an enumeration, in the order of <see cref="DType.All"/>.</summary>
internal enum DTypeCode : byte
{
    Float32, Float64, Int8, Int16, Int32, Int64, UInt8, UInt32, Bool,
}
