using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>Conversion of elements, as C does it on x86-64 and so NumPy's astype: floats are cut off towards zero, integers wrap, anything but zero is true.</summary>
/// <remarks>Bools take part as bytes of 0 and 1, here and in all loops.</remarks>
internal static class Cast
{
    /// <summary>All elements of <paramref name="source"/> into <paramref name="target"/>, which has as many.</summary>
    public static void Copy(NDArray source, NDArray target)
    {
        switch (target.dtype.Code)
        {
            case DTypeCode.Float32: Into(source, 0, target.Raw<float>()); break;
            case DTypeCode.Float64: Into(source, 0, target.Raw<double>()); break;
            case DTypeCode.Int8: Into(source, 0, target.Raw<sbyte>()); break;
            case DTypeCode.Int16: Into(source, 0, target.Raw<short>()); break;
            case DTypeCode.Int32: Into(source, 0, target.Raw<int>()); break;
            case DTypeCode.Int64: Into(source, 0, target.Raw<long>()); break;
            case DTypeCode.UInt8: Into(source, 0, target.Raw<byte>()); break;
            case DTypeCode.UInt32: Into(source, 0, target.Raw<uint>()); break;
            default: Into(source, 0, target.Raw<byte>(), toBool: true); break;
        }
    }

    /// <summary>Elements of <paramref name="source"/> from <paramref name="start"/> on, as many as the target takes; with <paramref name="toBool"/> as 0 and 1.</summary>
    public static void Into<T>(NDArray source, int start, Span<T> target, bool toBool = false) where T : unmanaged, INumber<T>
    {
        int n = target.Length;
        switch (source.dtype.Code)
        {
            case DTypeCode.Float32: Convert(source.Raw<float>().Slice(start, n), target, toBool); break;
            case DTypeCode.Float64: Convert(source.Raw<double>().Slice(start, n), target, toBool); break;
            case DTypeCode.Int8: Convert(source.Raw<sbyte>().Slice(start, n), target, toBool); break;
            case DTypeCode.Int16: Convert(source.Raw<short>().Slice(start, n), target, toBool); break;
            case DTypeCode.Int32: Convert(source.Raw<int>().Slice(start, n), target, toBool); break;
            case DTypeCode.Int64: Convert(source.Raw<long>().Slice(start, n), target, toBool); break;
            case DTypeCode.UInt8: Convert(source.Raw<byte>().Slice(start, n), target, toBool); break;
            case DTypeCode.UInt32: Convert(source.Raw<uint>().Slice(start, n), target, toBool); break;
            default: Convert(source.Raw<byte>().Slice(start, n), target, toBool: false); break;   // 0 and 1 already
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
    internal static void Convert<S, T>(ReadOnlySpan<S> source, Span<T> target, bool toBool) where S : unmanaged, INumber<S> where T : unmanaged, INumber<T>
    {
        if (toBool)
        {
            for (int i = 0; i < target.Length; i++) target[i] = S.IsZero(source[i]) ? T.Zero : T.One;
        }
        else if (typeof(S) == typeof(T))
        {
            source.CopyTo(Unsafe.BitCast<Span<T>, Span<S>>(target));
        }
        else if ((typeof(S) == typeof(float) || typeof(S) == typeof(double)) && typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            // Out of range gives the smallest number of the register that C converts in: 64 bits for int64, else 32, cut to the target.
            // For uint32 the upper half of the range is moved down into that register and back.
            for (int i = 0; i < target.Length; i++)
            {
                double x = double.CreateTruncating(source[i]);
                target[i] = typeof(T) == typeof(long) ? T.CreateTruncating(x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (long)x : long.MinValue)
                    : typeof(T) == typeof(uint) && x >= 2147483648.0 ? T.CreateTruncating((uint)Int32(x - 2147483648.0) ^ 0x80000000)
                    : T.CreateTruncating(Int32(x));
            }

            static int Int32(double x) => x > -2147483649.0 && x < 2147483648.0 ? (int)x : int.MinValue;
        }
        else
        {
            TensorPrimitives.ConvertTruncating(source, target);
        }
    }
}
