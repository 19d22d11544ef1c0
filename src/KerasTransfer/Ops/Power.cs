using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Ops;

/// <summary>a to the power of b; an integer to a negative power is an error.</summary>
internal sealed record Power : ArithmeticOp
{
    // The logarithm is taken only where the base is positive: elsewhere the exponent has no gradient (TensorFlow's rule).
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) =>
        (dy * b * new Power().On(a, b - 1), dy * y * Select.Of(a > 0, new Log().On(Select.Of(a > 0, a, 1)), 0));

    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        if (typeof(T) == typeof(float))
            for (int i = 0; i < y.Length; i++) y[i] = Unsafe.BitCast<float, T>(MathF.Pow(Unsafe.BitCast<T, float>(a[i]), Unsafe.BitCast<T, float>(b[i])));
        else if (typeof(T) == typeof(double))
            for (int i = 0; i < y.Length; i++) y[i] = Unsafe.BitCast<double, T>(Math.Pow(Unsafe.BitCast<T, double>(a[i]), Unsafe.BitCast<T, double>(b[i])));
        else
            for (int i = 0; i < y.Length; i++) y[i] = Whole(a[i], b[i]);
    }

    private static T Whole<T>(T x, T exponent) where T : unmanaged, INumber<T>
    {
        if (exponent < T.Zero) throw new ValueError("power: integers to negative integer powers are not allowed. Cast to float32 first.");
        T y = T.One;
        for (long e = long.CreateTruncating(exponent); e > 0; e >>= 1, x = unchecked(x * x))
            if ((e & 1) != 0) y = unchecked(y * x);
        return y;
    }
}
