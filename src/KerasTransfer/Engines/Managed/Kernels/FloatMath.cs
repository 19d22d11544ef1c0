using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Elementary functions of floats, for vectors of any width; errors of one to two units in the last place.</summary>
/// <remarks>Polynomials are our own near-minimax fits; argument reduction after Cody and Waite, "Software Manual for the Elementary Functions", 1980.</remarks>
internal static class FloatMath
{
    private const float Log2E = 1.44269504f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;   // Ln2High has 9 bits, so n · Ln2High is exact

    /// <summary>eˣ; 0 far below, infinity above 88.72.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, IFloats<T>
    {
        x = T.Min(T.Create(89f), T.Max(T.Create(-104f), x));   // NaN stays
        T p = ExpReduced(x, out T n, out T r);
        p = T.MultiplyAdd(r * r, p, r) + T.Create(1f);
        T half = T.Round(n * T.Create(0.5f));   // 2ⁿ in two steps: n may be 128, or lead to a denormal
        return p * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
    }

    /// <summary>eˣ for x ≤ 0; what is below e⁻⁸⁷ comes out as 0 or near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfNegative<T>(T x) where T : struct, IFloats<T>
    {
        T tiny = T.Less(x, T.Create(-87f));
        x = T.Max(T.Create(-87f), x);
        T p = ExpReduced(x, out T n, out T r);
        p = T.MultiplyAdd(r * r, p, r) + T.Create(1f);
        return T.Select(tiny, T.Zero, p * T.PowerOfTwo(n));
    }

    /// <summary>eˣ - 1 for x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpMinusOneOfNegative<T>(T x) where T : struct, IFloats<T>
    {
        x = T.Max(T.Create(-87f), x);
        T p = ExpReduced(x, out T n, out T r);
        p = T.MultiplyAdd(r * r, p, r);
        T scale = T.PowerOfTwo(n);
        return T.MultiplyAdd(p, scale, scale - T.Create(1f));
    }

    // x = n ln 2 + r with |r| ≤ ln 2 / 2; the result is q(r), eʳ = 1 + r + r² q(r).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpReduced<T>(T x, out T n, out T r) where T : struct, IFloats<T>
    {
        n = T.Round(x * T.Create(Log2E));
        r = T.MultiplyAdd(n, T.Create(-Ln2High), x);
        r = T.MultiplyAdd(n, T.Create(-Ln2Low), r);
        T q = T.Create(0.000199179733f);
        q = T.MultiplyAdd(q, r, T.Create(0.001394619f));
        q = T.MultiplyAdd(q, r, T.Create(0.00833326485f));
        q = T.MultiplyAdd(q, r, T.Create(0.0416662693f));
        q = T.MultiplyAdd(q, r, T.Create(0.166666672f));
        return T.MultiplyAdd(q, r, T.Create(0.5f));
    }

    /// <summary>ln x; NaN below 0, minus infinity at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, IFloats<T>
    {
        // A denormal is scaled by 2²³ first.
        T small = T.Less(x, T.Create(1.17549435e-38f));
        T scaled = T.Select(small, x * T.Create(8388608f), x);
        // x = 2ᵉ m with √½ ≤ m < √2, by taking √½'s bit pattern off the exponent's place.
        T bits = T.SubtractBits(scaled, T.Bits(0x3F3504F3));
        T e = T.Exponent(bits) - (small & T.Create(23f));
        T f = T.SubtractBits(scaled, bits & T.Bits(unchecked((int)0xFF800000))) - T.Create(1f);
        T p = T.Create(0.0674660131f);
        p = T.MultiplyAdd(p, f, T.Create(-0.116756409f));
        p = T.MultiplyAdd(p, f, T.Create(0.118881747f));
        p = T.MultiplyAdd(p, f, T.Create(-0.124055915f));
        p = T.MultiplyAdd(p, f, T.Create(0.142195508f));
        p = T.MultiplyAdd(p, f, T.Create(-0.166679963f));
        p = T.MultiplyAdd(p, f, T.Create(0.200021192f));
        p = T.MultiplyAdd(p, f, T.Create(-0.250000089f));
        p = T.MultiplyAdd(p, f, T.Create(0.333333135f));
        T square = f * f;
        T tail = T.MultiplyAdd(e, T.Create(Ln2Low), p * square * f);
        tail = T.MultiplyAdd(square, T.Create(-0.5f), tail);
        T y = T.MultiplyAdd(e, T.Create(Ln2High), f + tail);
        y = T.Select(T.Equal(x, T.Create(float.PositiveInfinity)), x, y);
        y = T.Select(T.Equal(x, T.Zero), T.Create(float.NegativeInfinity), y);
        return T.Select(T.Less(x, T.Zero) | (T.Equal(x, x) ^ T.Bits(-1)), T.Create(float.NaN), y);
    }

    /// <summary>ln(1 + x) for 0 ≤ x ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOnePlus<T>(T x) where T : struct, IFloats<T>
    {
        T u = x + T.Create(1f);
        return Log(u) + (x - (u - T.Create(1f))) / u;   // what rounding took from 1 + x
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, IFloats<T>
    {
        T e = ExpOfNegative(-T.Abs(x));
        return T.Select(T.Less(x, T.Zero), e, T.Create(1f)) / (e + T.Create(1f));
    }

    /// <summary>ln(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x) where T : struct, IFloats<T> => T.Max(T.Zero, x) + LogOnePlus(ExpOfNegative(-T.Abs(x)));

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, IFloats<T>
    {
        T sign = x & T.Create(-0f), a = T.Abs(x), u = x * x;
        T p = T.Create(0.00214753696f);
        p = T.MultiplyAdd(p, u, T.Create(-0.00818267372f));
        p = T.MultiplyAdd(p, u, T.Create(0.0217029676f));
        p = T.MultiplyAdd(p, u, T.Create(-0.0539472029f));
        p = T.MultiplyAdd(p, u, T.Create(0.133332103f));
        p = T.MultiplyAdd(p, u, T.Create(-0.333333313f));
        p = T.MultiplyAdd(p * u, x, x);
        T e = ExpOfNegative(a * T.Create(-2f));   // tanh a = 1 - 2e / (1 + e)
        T large = (T.Create(1f) - (e + e) / (e + T.Create(1f))) | sign;
        return T.Select(T.Less(a, T.Create(0.625f)), p, large);
    }

    /// <summary>erf x = 2/√π ∫₀ˣ e⁻ᵗ² dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x) where T : struct, IFloats<T>
    {
        T sign = x & T.Create(-0f), a = T.Abs(x), u = x * x;
        T p = T.Create(-9.68013046e-06f);
        p = T.MultiplyAdd(p, u, T.Create(0.00011270542f));
        p = T.MultiplyAdd(p, u, T.Create(-0.000848471129f));
        p = T.MultiplyAdd(p, u, T.Create(0.00522107491f));
        p = T.MultiplyAdd(p, u, T.Create(-0.0268654451f));
        p = T.MultiplyAdd(p, u, T.Create(0.112837829f));
        p = T.MultiplyAdd(p, u, T.Create(-0.376126379f));
        p = T.MultiplyAdd(p, u, T.Create(0.128379167f));
        p = T.MultiplyAdd(p, x, x);
        a = T.Min(T.Create(4f), a);   // erfc 4 is 1.5e-8
        T q = T.Create(2.16868502e-05f);   // -ln erfc a
        q = T.MultiplyAdd(q, a, T.Create(-0.000441336364f));
        q = T.MultiplyAdd(q, a, T.Create(0.00420456193f));
        q = T.MultiplyAdd(q, a, T.Create(-0.0252082571f));
        q = T.MultiplyAdd(q, a, T.Create(0.108418576f));
        q = T.MultiplyAdd(q, a, T.Create(0.633219898f));
        q = T.MultiplyAdd(q, a, T.Create(1.12957847f));
        q = T.MultiplyAdd(q, a, T.Create(-0.000188040227f));
        T large = (T.Create(1f) - ExpOfNegative(-q)) | sign;
        return T.Select(T.Less(T.Create(1f), a), large, p);   // NaN: p
    }
}
