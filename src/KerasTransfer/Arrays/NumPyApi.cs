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
}
