using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>A loop over one operand.</summary>
internal delegate void UnaryLoop<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> y);
/// <summary>A loop over two operands of one length.</summary>
internal delegate void BinaryLoop<TIn, TOut>(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> z);

/// <summary>An operation on two numbers of one type that gives that type.</summary>
internal interface IArithmetic
{
    static abstract void Integers<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
    static abstract void Floats<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>A comparison of two numbers.</summary>
internal interface IComparison
{
    static abstract bool Test<T>(T x, T y) where T : INumber<T>;
}

/// <summary>A function of one number that keeps the type.</summary>
internal interface IFunction
{
    static abstract void Integers<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
    static abstract void Floats<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Runs loops over arrays: finds the common type and shape, then goes through the operands run by run.</summary>
internal static class Elementwise
{
    /// <summary>An arithmetic operation; <paramref name="dtype"/> is the loop's and the result's type.</summary>
    public static NDArray Arithmetic<TOp>(NDArray a, NDArray b, DType dtype) where TOp : IArithmetic
    {
        Promotion.CheckFits(a, dtype);
        Promotion.CheckFits(b, dtype);
        return dtype.Code switch
        {
            DTypeCode.Float32 => Run<float, float>(a, b, dtype, dtype, TOp.Floats),
            DTypeCode.Float64 => Run<double, double>(a, b, dtype, dtype, TOp.Floats),
            DTypeCode.Int8 => Run<sbyte, sbyte>(a, b, dtype, dtype, TOp.Integers),
            DTypeCode.Int16 => Run<short, short>(a, b, dtype, dtype, TOp.Integers),
            DTypeCode.Int32 => Run<int, int>(a, b, dtype, dtype, TOp.Integers),
            DTypeCode.Int64 => Run<long, long>(a, b, dtype, dtype, TOp.Integers),
            DTypeCode.UInt32 => Run<uint, uint>(a, b, dtype, dtype, TOp.Integers),
            _ => Run<byte, byte>(a, b, dtype, dtype, TOp.Integers),
        };
    }

    /// <summary>A comparison, done in the common type; gives bools.</summary>
    public static NDArray Compare<TOp>(NDArray a, NDArray b) where TOp : IComparison
    {
        DType dtype = Promotion.Of(a, b);
        if (!Promotion.Fits(a, dtype) || !Promotion.Fits(b, dtype)) dtype = DType.int64;   // uint8 < 300 is simply true
        return dtype.Code switch
        {
            DTypeCode.Float32 => Run<float, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.Float64 => Run<double, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.Int8 => Run<sbyte, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.Int16 => Run<short, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.Int32 => Run<int, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.Int64 => Run<long, bool>(a, b, dtype, DType.@bool, Loop),
            DTypeCode.UInt32 => Run<uint, bool>(a, b, dtype, DType.@bool, Loop),
            _ => Run<byte, bool>(a, b, dtype, DType.@bool, Loop),
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
        static void Loop<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> z) where T : INumber<T>
        {
            y = y[..x.Length];
            z = z[..x.Length];
            for (int i = 0; i < x.Length; i++) z[i] = TOp.Test(x[i], y[i]);
        }
    }

    /// <summary>A function that keeps the type; bools are looked at by the caller.</summary>
    public static NDArray Function<TOp>(NDArray a, DType dtype) where TOp : IFunction => dtype.Code switch
    {
        DTypeCode.Float32 => Run<float, float>(a, dtype, dtype, TOp.Floats),
        DTypeCode.Float64 => Run<double, double>(a, dtype, dtype, TOp.Floats),
        DTypeCode.Int8 => Run<sbyte, sbyte>(a, dtype, dtype, TOp.Integers),
        DTypeCode.Int16 => Run<short, short>(a, dtype, dtype, TOp.Integers),
        DTypeCode.Int32 => Run<int, int>(a, dtype, dtype, TOp.Integers),
        DTypeCode.Int64 => Run<long, long>(a, dtype, dtype, TOp.Integers),
        DTypeCode.UInt32 => Run<uint, uint>(a, dtype, dtype, TOp.Integers),
        _ => Run<byte, byte>(a, dtype, dtype, TOp.Integers),
    };

    /// <summary>A function of floating point numbers: integers of up to 16 bits become float32, wider ones float64.</summary>
    public static NDArray Floating(NDArray a, UnaryLoop<float, float> single, UnaryLoop<double, double> @double) =>
        a.dtype == DType.float32 || !a.dtype.IsFloating && a.dtype.Size <= 2
            ? Run(a, DType.float32, DType.float32, single)
            : Run(a, DType.float64, DType.float64, @double);

    /// <summary>A function of two floating point numbers.</summary>
    public static NDArray Floating(NDArray a, NDArray b, BinaryLoop<float, float> single, BinaryLoop<double, double> @double)
    {
        DType dtype = Promotion.Of(a, b);
        return dtype == DType.float32 || !dtype.IsFloating && dtype.Size <= 2
            ? Run(a, b, DType.float32, DType.float32, single)
            : Run(a, b, DType.float64, DType.float64, @double);
    }

    /// <summary>One operand, read as <paramref name="loop"/>'s type.</summary>
    public static NDArray Run<TIn, TOut>(NDArray a, DType loop, DType result, UnaryLoop<TIn, TOut> run) where TIn : unmanaged, INumber<TIn> where TOut : unmanaged
    {
        NDArray y = NDArray.Uninitialized(a.shape, result);
        Span<TOut> target = y.Raw<TOut>();
        Operand<TIn> x = new(a, a.shape, loop);
        int step = x.IsInPlace ? target.Length : Operand<TIn>.Run;
        for (int i = 0; i < target.Length; i += step)
        {
            int n = Math.Min(step, target.Length - i);
            run(x.Read(i, n), target.Slice(i, n));
        }
        return y;
    }

    /// <summary>Two operands, broadcast together and read as <paramref name="loop"/>'s type.</summary>
    public static NDArray Run<TIn, TOut>(NDArray a, NDArray b, DType loop, DType result, BinaryLoop<TIn, TOut> run) where TIn : unmanaged, INumber<TIn> where TOut : unmanaged
    {
        Shape shape = a.shape == b.shape ? a.shape : Broadcasting.Together([a.shape, b.shape]);
        NDArray z = NDArray.Uninitialized(shape, result);
        Span<TOut> target = z.Raw<TOut>();
        if (target.IsEmpty) return z;
        Operand<TIn> x = new(a, shape, loop), y = new(b, shape, loop);
        int step = x.IsInPlace && y.IsInPlace ? target.Length : Operand<TIn>.Run;
        for (int i = 0; i < target.Length; i += step)
        {
            int n = Math.Min(step, target.Length - i);
            run(x.Read(i, n), y.Read(i, n), target.Slice(i, n));
        }
        return z;
    }
}
