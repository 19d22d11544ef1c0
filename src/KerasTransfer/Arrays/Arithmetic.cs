using System.Numerics;
using System.Numerics.Tensors;

namespace KerasTransfer;

// The operations behind operators and functions. Integers wrap; dividing them by zero gives zero, as NumPy does.

internal readonly struct AddLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Add(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Add(x, y, z);
}

internal readonly struct SubtractLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Subtract(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Subtract(x, y, z);
}

internal readonly struct MultiplyLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Multiply(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Multiply(x, y, z);
}

internal readonly struct MaximumLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Max(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Max(x, y, z);
}

internal readonly struct MinimumLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Min(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Min(x, y, z);
}

internal readonly struct FloorDivideLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            T a = x[i], b = y[i];
            if (T.IsZero(b)) z[i] = T.Zero;
            else if (T.IsNegative(b) && b == -T.One) z[i] = unchecked(-a);   // the smallest number by −1 would overflow
            else
            {
                T q = a / b;
                z[i] = a % b != T.Zero && T.IsNegative(a) != T.IsNegative(b) ? q - T.One : q;
            }
        }
    }

    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++) z[i] = Divide(x[i], y[i]);

        // Python's divmod: derived from the remainder, so that quotient and remainder belong together.
        static T Divide(T a, T b)
        {
            if (T.IsZero(b)) return a / b;
            T mod = a % b, quotient = (a - mod) / b;
            if (mod != T.Zero && T.IsNegative(b) != T.IsNegative(mod)) quotient -= T.One;
            if (T.IsZero(quotient)) return T.CopySign(T.Zero, a / b);
            T floor = T.Floor(quotient);
            return quotient - floor > T.CreateChecked(0.5) ? floor + T.One : floor;
        }
    }
}

internal readonly struct ModLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            T a = x[i], b = y[i];
            if (T.IsZero(b) || T.IsNegative(b) && b == -T.One) { z[i] = T.Zero; continue; }
            T mod = a % b;
            z[i] = mod != T.Zero && T.IsNegative(a) != T.IsNegative(b) ? mod + b : mod;
        }
    }

    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            T b = y[i], mod = x[i] % b;
            z[i] = T.IsZero(mod) ? T.CopySign(T.Zero, b) : T.IsNegative(b) != T.IsNegative(mod) && !T.IsNaN(mod) ? mod + b : mod;
        }
    }
}

internal readonly struct PowerLoop : IArithmetic
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            T power = T.One, factor = x[i], left = y[i];
            if (T.IsNegative(left)) throw new ValueError("Integers to negative integer powers are not allowed.");
            for (; left != T.Zero; left >>= 1, factor = unchecked(factor * factor))
                if (T.IsOddInteger(left)) power = unchecked(power * factor);
            z[i] = power;
        }
    }

    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // TensorPrimitives.Pow goes through exp and log and loses digits.
        for (int i = 0; i < x.Length; i++) z[i] = y[i] == T.One + T.One ? x[i] * x[i] : T.CreateTruncating(Math.Pow(double.CreateTruncating(x[i]), double.CreateTruncating(y[i])));
    }
}

/// <summary>Operations on the bits of integers.</summary>
internal interface IBitwise
{
    static abstract void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>;
}

/// <summary>A bitwise operation as an arithmetic one; floating point has none.</summary>
internal readonly struct Bitwise<TOp> : IArithmetic where TOp : IBitwise
{
    public static void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TOp.Run(x, y, z);
    public static void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new ValueError("Bitwise operations and shifts take integers or bools, not floating point; convert with astype first.");
}

internal readonly struct AndLoop : IBitwise
{
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T> => TensorPrimitives.BitwiseAnd(x, y, z);
}

internal readonly struct OrLoop : IBitwise
{
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T> => TensorPrimitives.BitwiseOr(x, y, z);
}

internal readonly struct XorLoop : IBitwise
{
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T> => TensorPrimitives.Xor(x, y, z);
}

internal readonly struct ShiftLeftLoop : IBitwise
{
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>
    {
        T width = T.CreateChecked(x[0].GetByteCount() * 8);
        for (int i = 0; i < x.Length; i++) z[i] = T.IsNegative(y[i]) || y[i] >= width ? T.Zero : x[i] << int.CreateTruncating(y[i]);
    }
}

internal readonly struct ShiftRightLoop : IBitwise
{
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>
    {
        int width = x[0].GetByteCount() * 8;
        for (int i = 0; i < x.Length; i++) z[i] = T.IsNegative(y[i]) || y[i] >= T.CreateChecked(width) ? (T.IsNegative(x[i]) ? -T.One : T.Zero) : x[i] >> int.CreateTruncating(y[i]);
    }
}

internal readonly struct EqualTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x == y; }
internal readonly struct NotEqualTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x != y; }
internal readonly struct LessTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x < y; }
internal readonly struct LessEqualTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x <= y; }
internal readonly struct GreaterTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x > y; }
internal readonly struct GreaterEqualTest : IComparison { public static bool Test<T>(T x, T y) where T : INumber<T> => x >= y; }

internal readonly struct NegateLoop : IFunction
{
    public static void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Negate(x, y);
    public static void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Negate(x, y);
}

internal readonly struct AbsoluteLoop : IFunction
{
    public static void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < x.Length; i++) y[i] = T.IsNegative(x[i]) ? unchecked(-x[i]) : x[i];
    }
    public static void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Abs(x, y);
}

internal readonly struct SignLoop : IFunction
{
    public static void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < x.Length; i++) y[i] = T.IsZero(x[i]) ? T.Zero : T.IsNegative(x[i]) ? -T.One : T.One;
    }
    public static void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : T.IsNaN(x[i]) ? x[i] : T.Zero;
    }
}

internal readonly struct SquareLoop : IFunction
{
    public static void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.Multiply(x, x, y);
    public static void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Multiply(x, x, y);
}

internal readonly struct InvertLoop : IFunction
{
    public static void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TensorPrimitives.OnesComplement(x, y);
    public static void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new ValueError("~ takes integers or bools, not floating point.");
}
