namespace KerasTransfer;

/// <summary>NumPy's functions, with NumPy's names, argument order and defaults; reached as <c>np</c>.</summary>
/// <remarks>See https://numpy.org/doc/stable/reference for what each does; the remarks here say where something differs.</remarks>
public sealed partial class NumPyApi
{
    internal NumPyApi() { }

    /// <summary>32-bit floating point.</summary>
    public DType float32 => DType.float32;
    /// <summary>64-bit floating point.</summary>
    public DType float64 => DType.float64;
    /// <summary>Signed 8-bit integer.</summary>
    public DType int8 => DType.int8;
    /// <summary>Signed 16-bit integer.</summary>
    public DType int16 => DType.int16;
    /// <summary>Signed 32-bit integer.</summary>
    public DType int32 => DType.int32;
    /// <summary>Signed 64-bit integer.</summary>
    public DType int64 => DType.int64;
    /// <summary>Unsigned 8-bit integer.</summary>
    public DType uint8 => DType.uint8;
    /// <summary>Unsigned 32-bit integer.</summary>
    public DType uint32 => DType.uint32;
    /// <summary>True or false.</summary>
    public DType @bool => DType.@bool;
    /// <summary>True or false; NumPy's longer name.</summary>
    public DType bool_ => DType.@bool;
    /// <summary>64-bit integer, what Python's <c>int</c> stands for as a dtype.</summary>
    public DType @int => DType.int64;
    /// <summary>64-bit floating point, what Python's <c>float</c> stands for as a dtype.</summary>
    public DType @float => DType.float64;

    /// <summary>An index that adds an axis of length 1.</summary>
    public Slice newaxis => Slice.NewAxis;
    /// <summary>π.</summary>
    public double pi => Math.PI;
    /// <summary>Euler's number.</summary>
    public double e => Math.E;
    /// <summary>Infinity.</summary>
    public double inf => double.PositiveInfinity;
    /// <summary>Not a number.</summary>
    public double nan => double.NaN;

    /// <summary>The version of NumPy whose behaviour this follows.</summary>
    public string __version__ => "2.4";
    /// <summary>Norms of vectors and matrices.</summary>
    public NumPyLinearAlgebra linalg { get; } = new();
    /// <summary>Arrays side by side as columns: <c>np.c_[a, b]</c>.</summary>
    public ColumnStacker c_ { get; } = new();

    /// <summary>What a floating point type can hold.</summary>
    public FloatInfo finfo(DType dtype) => dtype.Code switch
    {
        DTypeCode.Float32 => new(BitConverter.Int32BitsToSingle(0x34000000), float.MinValue, float.MaxValue, BitConverter.Int32BitsToSingle(0x00800000), 32, 6),
        DTypeCode.Float64 => new(Math.BitIncrement(1.0) - 1.0, double.MinValue, double.MaxValue, BitConverter.Int64BitsToDouble(0x0010000000000000), 64, 15),
        _ => throw new ValueError($"data type {dtype} not inexact: finfo takes float32 or float64; np.iinfo is for integers."),
    };

    /// <summary>What an integer type can hold.</summary>
    public IntegerInfo iinfo(DType dtype) => dtype.Code switch
    {
        DTypeCode.Int8 => new(sbyte.MinValue, sbyte.MaxValue, 8),
        DTypeCode.Int16 => new(short.MinValue, short.MaxValue, 16),
        DTypeCode.Int32 => new(int.MinValue, int.MaxValue, 32),
        DTypeCode.Int64 => new(long.MinValue, long.MaxValue, 64),
        DTypeCode.UInt8 => new(byte.MinValue, byte.MaxValue, 8),
        DTypeCode.UInt32 => new(uint.MinValue, uint.MaxValue, 32),
        _ => throw new ValueError($"Invalid integer data type {dtype}: iinfo takes integer types; np.finfo is for floating point."),
    };
}

/// <summary>What a floating point type can hold.</summary>
/// <param name="eps">The distance from 1 to the next larger number.</param>
/// <param name="min">The most negative number.</param>
/// <param name="max">The largest number.</param>
/// <param name="tiny">The smallest positive normal number.</param>
/// <param name="bits">The width in bits.</param>
/// <param name="precision">The decimal digits it surely holds.</param>
public sealed record FloatInfo(double eps, double min, double max, double tiny, int bits, int precision);

/// <summary>What an integer type can hold.</summary>
/// <param name="min">The smallest number.</param>
/// <param name="max">The largest number.</param>
/// <param name="bits">The width in bits.</param>
public sealed record IntegerInfo(long min, long max, int bits);

/// <summary>NumPy's <c>np.c_</c>: arrays of one axis become columns, side by side.</summary>
public sealed class ColumnStacker
{
    internal ColumnStacker() { }
    /// <summary>These arrays joined along the last axis.</summary>
    public NDArray this[params NDArray[] arrays] => KerasApi.np.concatenate(arrays.Select(a => a.ndim == 0 ? a.reshape((1, 1)) : a.ndim == 1 ? a.reshape((a.size, 1)) : a), axis: -1);
}
