using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Images;

/// <summary>What the two inverse transforms share.</summary>
internal static class JpegTransforms
{
    /// <summary>The factors that a transform multiplies the coefficients with.</summary>
    public static short[] Factors(JpegTransform transform, ReadOnlySpan<ushort> quantization) =>
        transform == JpegTransform.Fast ? JpegFastTransform.Factors(quantization) : JpegAccurateTransform.Factors(quantization);

    /// <summary>A block of coefficients to 8 × 8 samples.</summary>
    /// <param name="transform">Which one.</param>
    /// <param name="block">64 coefficients in natural order.</param>
    /// <param name="directOnly">Whether all but the first are 0.</param>
    /// <param name="factors">From <see cref="Factors"/>.</param>
    /// <param name="samples">The first sample, and all behind it.</param>
    /// <param name="stride">From one row to the next.</param>
    public static void Inverse(JpegTransform transform, ReadOnlySpan<short> block, bool directOnly, ReadOnlySpan<short> factors, Span<byte> samples, int stride)
    {
        bool fast = transform == JpegTransform.Fast;
        if (directOnly)
        {
            int direct = (short)(block[0] * factors[0]);
            int level = Math.Clamp((fast ? direct >> 5 : (direct + 4) >> 3) + 128, 0, 255);
            ulong eight = (ulong)level * 0x0101010101010101UL;
            for (int y = 0; y < 8; y++) BinaryPrimitives.WriteUInt64LittleEndian(samples[(y * stride)..], eight);
        }
        else if (Sse2.IsSupported)
        {
            if (fast) JpegFastTransform.Inverse128(block, factors, samples, stride);
            else JpegAccurateTransform.Inverse128(block, factors, samples, stride);
        }
        else if (fast) JpegFastTransform.InverseScalar(block, factors, samples, stride);
        else JpegAccurateTransform.InverseScalar(block, factors, samples, stride);
    }

    /// <summary>Rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        Vector128<int> a0 = Sse2.UnpackLow(r0, r1).AsInt32(), a1 = Sse2.UnpackHigh(r0, r1).AsInt32(), a2 = Sse2.UnpackLow(r2, r3).AsInt32(), a3 = Sse2.UnpackHigh(r2, r3).AsInt32();
        Vector128<int> a4 = Sse2.UnpackLow(r4, r5).AsInt32(), a5 = Sse2.UnpackHigh(r4, r5).AsInt32(), a6 = Sse2.UnpackLow(r6, r7).AsInt32(), a7 = Sse2.UnpackHigh(r6, r7).AsInt32();
        Vector128<long> b0 = Sse2.UnpackLow(a0, a2).AsInt64(), b1 = Sse2.UnpackHigh(a0, a2).AsInt64(), b2 = Sse2.UnpackLow(a1, a3).AsInt64(), b3 = Sse2.UnpackHigh(a1, a3).AsInt64();
        Vector128<long> b4 = Sse2.UnpackLow(a4, a6).AsInt64(), b5 = Sse2.UnpackHigh(a4, a6).AsInt64(), b6 = Sse2.UnpackLow(a5, a7).AsInt64(), b7 = Sse2.UnpackHigh(a5, a7).AsInt64();
        (r0, r1) = (Sse2.UnpackLow(b0, b4).AsInt16(), Sse2.UnpackHigh(b0, b4).AsInt16());
        (r2, r3) = (Sse2.UnpackLow(b1, b5).AsInt16(), Sse2.UnpackHigh(b1, b5).AsInt16());
        (r4, r5) = (Sse2.UnpackLow(b2, b6).AsInt16(), Sse2.UnpackHigh(b2, b6).AsInt16());
        (r6, r7) = (Sse2.UnpackLow(b3, b7).AsInt16(), Sse2.UnpackHigh(b3, b7).AsInt16());
    }

    /// <summary>Two rows of numbers about 0 to samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<short> upper, Vector128<short> lower, Span<byte> samples, int stride, int row)
    {
        Vector128<byte> both = (Sse2.PackSignedSaturate(upper, lower) + Vector128.Create((sbyte)-128)).AsByte();
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(row * stride)..], both.AsUInt64().ToScalar());
        BinaryPrimitives.WriteUInt64LittleEndian(samples[((row + 1) * stride)..], both.AsUInt64().GetElement(1));
    }
}
