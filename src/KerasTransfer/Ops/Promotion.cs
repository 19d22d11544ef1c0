namespace KerasTransfer.Ops;

/// <summary>The common type of tensors, as Keras 3 has it: a Python number takes the type of what it meets; float32 is the widest that mixing makes.</summary>
internal static class Promotion
{
    public static DType Of(Tensor a, Tensor b)
    {
        if (a.dtype == b.dtype) return a.dtype;
        if (a.IsWeak != b.IsWeak)
        {
            (Tensor number, Tensor tensor) = a.IsWeak ? (a, b) : (b, a);
            if (tensor.dtype.IsFloating || (number.dtype.IsInteger && tensor.dtype.IsInteger)) return tensor.dtype;
            return number.dtype.IsFloating ? DType.float32 : number.dtype;
        }
        return Of(a.dtype, b.dtype);
    }

    public static DType Of(DType a, DType b)
    {
        if (a == b) return a;
        if (a.IsFloating && b.IsFloating) return DType.float64;
        if (a.IsFloating || b.IsFloating) return a.IsFloating ? a : b;
        if (a == DType.@bool) return b;
        if (b == DType.@bool) return a;
        if (a.Size == b.Size || Unsigned(a) != Unsigned(b))                     // the smallest signed type that holds both
        {
            int size = Math.Max(Unsigned(a) ? 2 * a.Size : a.Size, Unsigned(b) ? 2 * b.Size : b.Size);
            return size switch { 1 => DType.int8, 2 => DType.int16, 4 => DType.int32, _ => DType.int64 };
        }
        return a.Size > b.Size ? a : b;
    }

    private static bool Unsigned(DType d) => d == DType.uint8 || d == DType.uint32;
}
