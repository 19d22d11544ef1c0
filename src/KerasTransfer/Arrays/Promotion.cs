namespace KerasTransfer;

/// <summary>Which type two arrays have in common: NumPy 2's rules (NEP 50), under which plain numbers give way to arrays.</summary>
internal static class Promotion
{
    /// <summary>The common type of two types: NumPy's <c>np.promote_types</c>.</summary>
    public static DType Of(DType a, DType b)
    {
        if (a == b) return a;
        if (a == DType.@bool) return b;
        if (b == DType.@bool) return a;
        if (a.IsFloating || b.IsFloating)
        {
            // float32 holds integers of up to 16 bits exactly; wider ones take float64.
            bool single = (a == DType.float32 || a.IsInteger && a.Size <= 2) && (b == DType.float32 || b.IsInteger && b.Size <= 2);
            return single ? DType.float32 : DType.float64;
        }
        if (IsUnsigned(a) == IsUnsigned(b)) return a.Size >= b.Size ? a : b;
        var (unsigned, signed) = IsUnsigned(a) ? (a, b) : (b, a);
        if (signed.Size > unsigned.Size) return signed;
        return unsigned.Size == 1 ? DType.int16 : DType.int64;
    }

    /// <summary>The common type of two operands: a plain number counts only by its kind (bool, integer, floating point).</summary>
    public static DType Of(NDArray a, NDArray b)
    {
        if (a.IsWeak == b.IsWeak) return Of(a.dtype, b.dtype);
        var (array, number) = a.IsWeak ? (b, a) : (a, b);
        if (number.dtype.IsFloating) return array.dtype.IsFloating ? array.dtype : DType.float64;
        if (number.dtype.IsInteger) return array.dtype == DType.@bool ? DType.int64 : array.dtype;
        return array.dtype;
    }

    /// <summary>The common type of several operands.</summary>
    public static DType Of(IEnumerable<NDArray> arrays)
    {
        NDArray[] all = [.. arrays], strong = [.. all.Where(a => !a.IsWeak)];
        if (strong.Length == 0) return all.Select(a => a.dtype).Aggregate(Of);
        DType dtype = strong.Select(a => a.dtype).Aggregate(Of);
        foreach (NDArray weak in all.Where(a => a.IsWeak)) dtype = Of(NDArray.Zeros(Shape.Scalar, dtype), weak);
        return dtype;
    }

    /// <summary>The type that true division, means and most functions compute integers in.</summary>
    public static DType Floating(DType dtype) => dtype.IsFloating ? dtype : DType.float64;

    public static bool IsUnsigned(DType dtype) => dtype == DType.uint8 || dtype == DType.uint32;

    /// <summary>A plain integer must fit the integer type it gives way to.</summary>
    /// <exception cref="OverflowException">It does not.</exception>
    public static void CheckFits(NDArray number, DType dtype)
    {
        if (!Fits(number, dtype)) throw new OverflowException($"Python integer {number.item<long>()} out of bounds for {dtype}");
    }

    /// <summary>Whether a plain integer fits an integer type; true of everything else.</summary>
    public static bool Fits(NDArray number, DType dtype)
    {
        if (!number.IsWeak || !number.dtype.IsInteger || !dtype.IsInteger) return true;
        long value = number.item<long>();
        var (low, high) = dtype.Code switch
        {
            DTypeCode.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            DTypeCode.Int16 => (short.MinValue, short.MaxValue),
            DTypeCode.Int32 => (int.MinValue, int.MaxValue),
            DTypeCode.UInt8 => (byte.MinValue, byte.MaxValue),
            DTypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return value >= low && value <= high;
    }
}
