using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Several floats at once: a kernel written once with it runs with 512, 256 or 128-bit vectors.</summary>
/// <remarks>A comparison gives a mask, whose lanes are all ones or all zeros.</remarks>
internal unsafe interface IFloats<T> where T : struct, IFloats<T>
{
    static abstract int Count { get; }
    static abstract T Zero { get; }
    /// <summary>0, 1, 2, …</summary>
    static abstract T Lanes { get; }
    static abstract T Create(float x);
    /// <summary>Every lane with the bits of the integer.</summary>
    static abstract T Bits(int x);
    static abstract T Load(float* p);
    /// <summary>The first <paramref name="count"/> lanes, 0 … Count, from memory, and zeros; nothing beyond them is read.</summary>
    static abstract T Load(float* p, int count);
    void Store(float* p);
    /// <summary>Writes the first <paramref name="count"/> lanes only.</summary>
    void Store(float* p, int count);
    static abstract T operator +(T a, T b);
    static abstract T operator -(T a, T b);
    static abstract T operator *(T a, T b);
    static abstract T operator /(T a, T b);
    static abstract T operator -(T a);
    static abstract T operator &(T a, T b);
    static abstract T operator |(T a, T b);
    static abstract T operator ^(T a, T b);
    /// <summary>a · b + c, rounded once where the processor can.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);
    /// <summary>The larger; b where either is NaN (NaN on some processors).</summary>
    static abstract T Max(T a, T b);
    /// <summary>The smaller; b where either is NaN (NaN on some processors).</summary>
    static abstract T Min(T a, T b);
    /// <summary>The larger; NaN where either is.</summary>
    static abstract T MaxOrNaN(T a, T b);
    /// <summary>The smaller; NaN where either is.</summary>
    static abstract T MinOrNaN(T a, T b);
    static abstract T Abs(T x);
    static abstract T Sqrt(T x);
    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract T Round(T x);
    static abstract T Less(T a, T b);
    static abstract T Equal(T a, T b);
    static abstract T Select(T mask, T a, T b);
    /// <summary>2ⁿ for integral n in -126 … 127.</summary>
    static abstract T PowerOfTwo(T n);
    /// <summary>The bits shifted right by 23, as a number: the biased exponent of a positive float.</summary>
    static abstract T Exponent(T x);
    /// <summary>The sum of both bit patterns as integers.</summary>
    static abstract T AddBits(T x, T bits);
    /// <summary>The difference of both bit patterns as integers.</summary>
    static abstract T SubtractBits(T x, T bits);
    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(T mask);
    /// <summary>The number of the first lane of a mask that is set; 32 or more if none is.</summary>
    static abstract int FirstSet(T mask);
    float this[int lane] { get; }
    /// <summary>The largest lane, where none is NaN.</summary>
    float Largest();
    /// <summary>The sum of the lanes, added up pairwise.</summary>
    float Sum();
}

/// <summary>Which vectors the kernels use.</summary>
internal static class VectorBits
{
    /// <summary>What this processor does best: 512, 256 or 128.</summary>
    public static int Best { get; } = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 256 : 128;

    /// <summary>What is used: <see cref="Best"/>, or less where a test says so.</summary>
    public static int Current { get; set; } = Best;
}

/// <summary>16 floats in one 512-bit vector.</summary>
internal readonly unsafe struct F512(Vector512<float> v) : IFloats<F512>
{
    private readonly Vector512<float> _v = v;

    public static int Count => 16;
    public static F512 Zero => new(Vector512<float>.Zero);
    public static F512 Lanes => new(Vector512.ConvertToSingle(Vector512<int>.Indices));
    public static F512 Create(float x) => new(Vector512.Create(x));
    public static F512 Bits(int x) => new(Vector512.Create(x).AsSingle());
    public static F512 Load(float* p) => new(Vector512.Load(p));
    public void Store(float* p) => _v.Store(p);
    public static F512 Load(float* p, int count) => new(Avx512F.MaskLoad(p, First(count), Vector512<float>.Zero));
    public void Store(float* p, int count) => Avx512F.MaskStore(p, First(count), _v);
    private static Vector512<float> First(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
    public static F512 operator +(F512 a, F512 b) => new(a._v + b._v);
    public static F512 operator -(F512 a, F512 b) => new(a._v - b._v);
    public static F512 operator *(F512 a, F512 b) => new(a._v * b._v);
    public static F512 operator /(F512 a, F512 b) => new(a._v / b._v);
    public static F512 operator -(F512 a) => new(-a._v);
    public static F512 operator &(F512 a, F512 b) => new(a._v & b._v);
    public static F512 operator |(F512 a, F512 b) => new(a._v | b._v);
    public static F512 operator ^(F512 a, F512 b) => new(a._v ^ b._v);
    public static F512 MultiplyAdd(F512 a, F512 b, F512 c) => new(Vector512.MultiplyAddEstimate(a._v, b._v, c._v));
    public static F512 Max(F512 a, F512 b) => new(Vector512.MaxNative(a._v, b._v));
    public static F512 Min(F512 a, F512 b) => new(Vector512.MinNative(a._v, b._v));
    public static F512 MaxOrNaN(F512 a, F512 b) => new(Vector512.Max(a._v, b._v));
    public static F512 MinOrNaN(F512 a, F512 b) => new(Vector512.Min(a._v, b._v));
    public static F512 Abs(F512 x) => new(Vector512.Abs(x._v));
    public static F512 Sqrt(F512 x) => new(Vector512.Sqrt(x._v));
    public static F512 Round(F512 x) => new(Vector512.Round(x._v));
    public static F512 Less(F512 a, F512 b) => new(Vector512.LessThan(a._v, b._v));
    public static F512 Equal(F512 a, F512 b) => new(Vector512.Equals(a._v, b._v));
    public static F512 Select(F512 mask, F512 a, F512 b) => new(Vector512.ConditionalSelect(mask._v, a._v, b._v));
    public static F512 PowerOfTwo(F512 n) => new(((Vector512.ConvertToInt32Native(n._v) + Vector512.Create(127)) << 23).AsSingle());
    public static F512 Exponent(F512 x) => new(Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(x._v.AsInt32(), 23)));
    public static F512 AddBits(F512 x, F512 bits) => new((x._v.AsInt32() + bits._v.AsInt32()).AsSingle());
    public static F512 SubtractBits(F512 x, F512 bits) => new((x._v.AsInt32() - bits._v.AsInt32()).AsSingle());
    public static int FirstSet(F512 mask) => System.Numerics.BitOperations.TrailingZeroCount(Vector512.ExtractMostSignificantBits(mask._v));
    public static bool Any(F512 mask) => Vector512.ExtractMostSignificantBits(mask._v) != 0;
    public float this[int lane] => _v[lane];
    public float Largest() => new F256(Vector256.MaxNative(_v.GetLower(), _v.GetUpper())).Largest();
    public float Sum() => new F256(_v.GetLower() + _v.GetUpper()).Sum();
}

/// <summary>8 floats in one 256-bit vector.</summary>
internal readonly unsafe struct F256(Vector256<float> v) : IFloats<F256>
{
    private readonly Vector256<float> _v = v;

    public static int Count => 8;
    public static F256 Zero => new(Vector256<float>.Zero);
    public static F256 Lanes => new(Vector256.ConvertToSingle(Vector256<int>.Indices));
    public static F256 Create(float x) => new(Vector256.Create(x));
    public static F256 Bits(int x) => new(Vector256.Create(x).AsSingle());
    public static F256 Load(float* p) => new(Vector256.Load(p));
    public void Store(float* p) => _v.Store(p);
    public static F256 Load(float* p, int count) => new(Avx.MaskLoad(p, First(count)));
    public void Store(float* p, int count) => Avx.MaskStore(p, First(count), _v);
    private static Vector256<float> First(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
    public static F256 operator +(F256 a, F256 b) => new(a._v + b._v);
    public static F256 operator -(F256 a, F256 b) => new(a._v - b._v);
    public static F256 operator *(F256 a, F256 b) => new(a._v * b._v);
    public static F256 operator /(F256 a, F256 b) => new(a._v / b._v);
    public static F256 operator -(F256 a) => new(-a._v);
    public static F256 operator &(F256 a, F256 b) => new(a._v & b._v);
    public static F256 operator |(F256 a, F256 b) => new(a._v | b._v);
    public static F256 operator ^(F256 a, F256 b) => new(a._v ^ b._v);
    public static F256 MultiplyAdd(F256 a, F256 b, F256 c) => new(Vector256.MultiplyAddEstimate(a._v, b._v, c._v));
    public static F256 Max(F256 a, F256 b) => new(Vector256.MaxNative(a._v, b._v));
    public static F256 Min(F256 a, F256 b) => new(Vector256.MinNative(a._v, b._v));
    public static F256 MaxOrNaN(F256 a, F256 b) => new(Vector256.Max(a._v, b._v));
    public static F256 MinOrNaN(F256 a, F256 b) => new(Vector256.Min(a._v, b._v));
    public static F256 Abs(F256 x) => new(Vector256.Abs(x._v));
    public static F256 Sqrt(F256 x) => new(Vector256.Sqrt(x._v));
    public static F256 Round(F256 x) => new(Vector256.Round(x._v));
    public static F256 Less(F256 a, F256 b) => new(Vector256.LessThan(a._v, b._v));
    public static F256 Equal(F256 a, F256 b) => new(Vector256.Equals(a._v, b._v));
    public static F256 Select(F256 mask, F256 a, F256 b) => new(Vector256.ConditionalSelect(mask._v, a._v, b._v));
    public static F256 PowerOfTwo(F256 n) => new(((Vector256.ConvertToInt32Native(n._v) + Vector256.Create(127)) << 23).AsSingle());
    public static F256 Exponent(F256 x) => new(Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(x._v.AsInt32(), 23)));
    public static F256 AddBits(F256 x, F256 bits) => new((x._v.AsInt32() + bits._v.AsInt32()).AsSingle());
    public static F256 SubtractBits(F256 x, F256 bits) => new((x._v.AsInt32() - bits._v.AsInt32()).AsSingle());
    public static int FirstSet(F256 mask) => System.Numerics.BitOperations.TrailingZeroCount(Vector256.ExtractMostSignificantBits(mask._v));
    public static bool Any(F256 mask) => Vector256.ExtractMostSignificantBits(mask._v) != 0;
    public float this[int lane] => _v[lane];
    public float Largest() => new F128(Vector128.MaxNative(_v.GetLower(), _v.GetUpper())).Largest();
    public float Sum() => new F128(_v.GetLower() + _v.GetUpper()).Sum();
}

/// <summary>4 floats in one 128-bit vector.</summary>
internal readonly unsafe struct F128(Vector128<float> v) : IFloats<F128>
{
    private readonly Vector128<float> _v = v;

    public static int Count => 4;
    public static F128 Zero => new(Vector128<float>.Zero);
    public static F128 Lanes => new(Vector128.ConvertToSingle(Vector128<int>.Indices));
    public static F128 Create(float x) => new(Vector128.Create(x));
    public static F128 Bits(int x) => new(Vector128.Create(x).AsSingle());
    public static F128 Load(float* p) => new(Vector128.Load(p));
    public void Store(float* p) => _v.Store(p);
    public static F128 Load(float* p, int count) => new(Managed.Lanes.Load(p, count));
    public void Store(float* p, int count) => Managed.Lanes.Store(p, _v, count);
    public static F128 operator +(F128 a, F128 b) => new(a._v + b._v);
    public static F128 operator -(F128 a, F128 b) => new(a._v - b._v);
    public static F128 operator *(F128 a, F128 b) => new(a._v * b._v);
    public static F128 operator /(F128 a, F128 b) => new(a._v / b._v);
    public static F128 operator -(F128 a) => new(-a._v);
    public static F128 operator &(F128 a, F128 b) => new(a._v & b._v);
    public static F128 operator |(F128 a, F128 b) => new(a._v | b._v);
    public static F128 operator ^(F128 a, F128 b) => new(a._v ^ b._v);
    public static F128 MultiplyAdd(F128 a, F128 b, F128 c) => new(Vector128.MultiplyAddEstimate(a._v, b._v, c._v));
    public static F128 Max(F128 a, F128 b) => new(Vector128.MaxNative(a._v, b._v));
    public static F128 Min(F128 a, F128 b) => new(Vector128.MinNative(a._v, b._v));
    public static F128 MaxOrNaN(F128 a, F128 b) => new(Vector128.Max(a._v, b._v));
    public static F128 MinOrNaN(F128 a, F128 b) => new(Vector128.Min(a._v, b._v));
    public static F128 Abs(F128 x) => new(Vector128.Abs(x._v));
    public static F128 Sqrt(F128 x) => new(Vector128.Sqrt(x._v));
    public static F128 Round(F128 x) => new(Vector128.Round(x._v));
    public static F128 Less(F128 a, F128 b) => new(Vector128.LessThan(a._v, b._v));
    public static F128 Equal(F128 a, F128 b) => new(Vector128.Equals(a._v, b._v));
    public static F128 Select(F128 mask, F128 a, F128 b) => new(Vector128.ConditionalSelect(mask._v, a._v, b._v));
    public static F128 PowerOfTwo(F128 n) => new(((Vector128.ConvertToInt32Native(n._v) + Vector128.Create(127)) << 23).AsSingle());
    public static F128 Exponent(F128 x) => new(Vector128.ConvertToSingle(Vector128.ShiftRightArithmetic(x._v.AsInt32(), 23)));
    public static F128 AddBits(F128 x, F128 bits) => new((x._v.AsInt32() + bits._v.AsInt32()).AsSingle());
    public static F128 SubtractBits(F128 x, F128 bits) => new((x._v.AsInt32() - bits._v.AsInt32()).AsSingle());
    public static int FirstSet(F128 mask) => System.Numerics.BitOperations.TrailingZeroCount(Vector128.ExtractMostSignificantBits(mask._v));
    public static bool Any(F128 mask) => Vector128.ExtractMostSignificantBits(mask._v) != 0;
    public float this[int lane] => _v[lane];
    public float Largest() => MathF.Max(MathF.Max(_v[0], _v[2]), MathF.Max(_v[1], _v[3]));
    public float Sum() => (_v[0] + _v[2]) + (_v[1] + _v[3]);
}
