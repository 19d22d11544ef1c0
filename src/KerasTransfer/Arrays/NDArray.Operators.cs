using System.Numerics.Tensors;

namespace KerasTransfer;

public sealed partial class NDArray
{
    // Operators of two plain numbers give a plain number again, as in Python.
    private static NDArray Operate(NDArray a, NDArray b, Func<NDArray, NDArray, NDArray> operation)
    {
        NDArray result = operation(a, b);
        return a.IsWeak && b.IsWeak ? new NDArray(result.Storage, 0, result.shape, result.dtype, isWeak: true) : result;
    }

    private static bool IsRecorded(NDArray a, NDArray b) => GradientTape.Records(a) || GradientTape.Records(b);

    /// <summary>Sum, element by element; of bools, whether either is true.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator +(NDArray a, NDArray b) => IsRecorded(a, b) ? (AtOnce.Of(a) + AtOnce.Of(b)).numpy() : Operate(a, b, Add);
    /// <summary>Difference, element by element.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast, or both are bools.</exception>
    public static NDArray operator -(NDArray a, NDArray b) => IsRecorded(a, b) ? (AtOnce.Of(a) - AtOnce.Of(b)).numpy() : Operate(a, b, Subtract);
    /// <summary>Product, element by element; of bools, whether both are true.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator *(NDArray a, NDArray b) => IsRecorded(a, b) ? (AtOnce.Of(a) * AtOnce.Of(b)).numpy() : Operate(a, b, Multiply);
    /// <summary>True division, element by element: of integers it gives float64.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator /(NDArray a, NDArray b) => IsRecorded(a, b) ? (AtOnce.Of(a) / AtOnce.Of(b)).numpy() : Operate(a, b, Divide);
    /// <summary>Python's remainder, element by element: it has the sign of the divisor.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator %(NDArray a, NDArray b) => IsRecorded(a, b) ? (AtOnce.Of(a) % AtOnce.Of(b)).numpy() : Operate(a, b, Mod);
    /// <summary>The negative, element by element.</summary>
    public static NDArray operator -(NDArray a) => GradientTape.Records(a) ? (-(Tensor)a).numpy() : Negate(a);
    /// <summary>The array itself.</summary>
    public static NDArray operator +(NDArray a) => a;

    /// <summary>Bitwise and, element by element; of bools, whether both are true.</summary>
    public static NDArray operator &(NDArray a, NDArray b) => Elementwise.Arithmetic<Bitwise<AndLoop>>(a, b, Promotion.Of(a, b));
    /// <summary>Bitwise or, element by element; of bools, whether either is true.</summary>
    public static NDArray operator |(NDArray a, NDArray b) => Elementwise.Arithmetic<Bitwise<OrLoop>>(a, b, Promotion.Of(a, b));
    /// <summary>Bitwise exclusive or, element by element; of bools, whether just one is true.</summary>
    public static NDArray operator ^(NDArray a, NDArray b) => Elementwise.Arithmetic<Bitwise<XorLoop>>(a, b, Promotion.Of(a, b));
    /// <summary>Bits shifted left, element by element.</summary>
    public static NDArray operator <<(NDArray a, NDArray b) => Elementwise.Arithmetic<Bitwise<ShiftLeftLoop>>(a, b, NotBool(Promotion.Of(a, b)));
    /// <summary>Bits shifted right, element by element.</summary>
    public static NDArray operator >>(NDArray a, NDArray b) => Elementwise.Arithmetic<Bitwise<ShiftRightLoop>>(a, b, NotBool(Promotion.Of(a, b)));
    /// <summary>The complement, element by element; of bools, the opposite.</summary>
    public static NDArray operator ~(NDArray a) => a.dtype == DType.@bool ? !a : Elementwise.Function<InvertLoop>(a, a.dtype);
    /// <summary>Whether an element is zero or false: NumPy's <c>logical_not</c>.</summary>
    public static NDArray operator !(NDArray a) => Elementwise.Compare<EqualTest>(a, ScalarOf(false));

    /// <summary>Whether elements are equal, one by one. Against null it says whether the other is null.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator ==(NDArray? a, NDArray? b) => a is null || b is null ? a is null && b is null : Elementwise.Compare<EqualTest>(a, b);
    /// <summary>Whether elements differ, one by one. Against null it says whether the other is not null.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator !=(NDArray? a, NDArray? b) => a is null || b is null ? a is not null || b is not null : Elementwise.Compare<NotEqualTest>(a, b);
    /// <summary>Whether elements are less, one by one.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator <(NDArray a, NDArray b) => Elementwise.Compare<LessTest>(a, b);
    /// <summary>Whether elements are less or equal, one by one.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator <=(NDArray a, NDArray b) => Elementwise.Compare<LessEqualTest>(a, b);
    /// <summary>Whether elements are greater, one by one.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator >(NDArray a, NDArray b) => Elementwise.Compare<GreaterTest>(a, b);
    /// <summary>Whether elements are greater or equal, one by one.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public static NDArray operator >=(NDArray a, NDArray b) => Elementwise.Compare<GreaterEqualTest>(a, b);

    /// <summary>So that <c>if (np.all(x == y))</c> reads as in Python.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static bool operator true(NDArray a) => a.Truth();
    /// <summary>So that <c>if (np.all(x == y))</c> reads as in Python.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static bool operator false(NDArray a) => !a.Truth();

    private bool Truth() => size switch
    {
        1 => item<bool>(),
        0 => throw new ValueError("The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."),
        _ => throw new ValueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"),
    };

    /// <summary>Whether it is the same object; <c>np.array_equal(a, b)</c> compares elements.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);
    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    internal static NDArray Add(NDArray a, NDArray b) => Promotion.Of(a, b) is var dtype && dtype == DType.@bool
        ? Elementwise.Arithmetic<Bitwise<OrLoop>>(a, b, dtype) : Elementwise.Arithmetic<AddLoop>(a, b, dtype);

    internal static NDArray Subtract(NDArray a, NDArray b) => Promotion.Of(a, b) is var dtype && dtype == DType.@bool
        ? throw new ValueError("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.")
        : Elementwise.Arithmetic<SubtractLoop>(a, b, dtype);

    internal static NDArray Multiply(NDArray a, NDArray b) => Elementwise.Arithmetic<MultiplyLoop>(a, b, Promotion.Of(a, b));   // 0 and 1 of bools included

    internal static NDArray Divide(NDArray a, NDArray b) => Promotion.Floating(Promotion.Of(a, b)) == DType.float32
        ? Elementwise.Run<float, float>(a, b, DType.float32, DType.float32, TensorPrimitives.Divide)
        : Elementwise.Run<double, double>(a, b, DType.float64, DType.float64, TensorPrimitives.Divide);

    internal static NDArray FloorDivide(NDArray a, NDArray b) => Elementwise.Arithmetic<FloorDivideLoop>(a, b, NotBool(Promotion.Of(a, b)));

    internal static NDArray Mod(NDArray a, NDArray b) => Elementwise.Arithmetic<ModLoop>(a, b, NotBool(Promotion.Of(a, b)));

    internal static NDArray Power(NDArray a, NDArray b)
    {
        DType dtype = NotBool(Promotion.Of(a, b));
        if (b.size == 1 && b.ndim == 0 && dtype.IsFloating && b.item<double>() == 0.5)   // NumPy takes the root, which is exact
            return Elementwise.Floating(a.As(dtype), TensorPrimitives.Sqrt, TensorPrimitives.Sqrt);
        return Elementwise.Arithmetic<PowerLoop>(a, b, dtype);
    }

    internal static NDArray Negate(NDArray a)
    {
        if (a.dtype == DType.@bool && !a.IsWeak) throw new ValueError("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
        DType dtype = a.dtype == DType.@bool ? DType.int64 : a.dtype;
        NDArray result = Elementwise.Function<NegateLoop>(a, dtype);
        return a.IsWeak ? new NDArray(result.Storage, 0, result.shape, dtype, isWeak: true) : result;
    }

    private static DType NotBool(DType dtype) => dtype == DType.@bool ? DType.int8 : dtype;
}
