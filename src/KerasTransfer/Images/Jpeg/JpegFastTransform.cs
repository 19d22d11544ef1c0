using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Images;

/// <summary>The inverse cosine transform of Arai, Agui and Nakajima ("A fast DCT-SQ scheme for images", Trans. IEICE E-71, 1988) in integers of 8 bits,
/// products cut off, not rounded, as in the IJG's decoder.</summary>
internal static class JpegFastTransform
{
    private const int Bits = 8, Between = 2;
    private const int C1082 = 277, C1414 = 362, C1847 = 473, C2613 = 669;

    /// <summary>The scheme leaves a factor for each row and column to the table: √2·cos(kπ/16), 1 for k = 0. Products of two of them have 14 bits; 2 of them stay.</summary>
    public static short[] Factors(ReadOnlySpan<ushort> quantization)
    {
        Span<double> scale = stackalloc double[8];
        scale[0] = 1;
        for (int k = 1; k < 8; k++) scale[k] = Math.Sqrt(2) * Math.Cos(k * Math.PI / 16);
        var factors = new short[64];
        for (int i = 0; i < 64; i++)
        {
            int both = (int)Math.Round(scale[i / 8] * scale[i % 8] * (1 << 14));
            factors[i] = (short)((quantization[i] * both + (1 << 11)) >> 12);
        }
        return factors;
    }

    public static void Inverse128(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> samples, int stride)
    {
        block = block[..64];
        factors = factors[..64];
        Vector128<short> r0 = Row(block, factors, 0), r1 = Row(block, factors, 8), r2 = Row(block, factors, 16), r3 = Row(block, factors, 24);
        Vector128<short> r4 = Row(block, factors, 32), r5 = Row(block, factors, 40), r6 = Row(block, factors, 48), r7 = Row(block, factors, 56);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Store(r0 >> (Between + 3), r1 >> (Between + 3), samples, stride, 0);
        JpegTransforms.Store(r2 >> (Between + 3), r3 >> (Between + 3), samples, stride, 2);
        JpegTransforms.Store(r4 >> (Between + 3), r5 >> (Between + 3), samples, stride, 4);
        JpegTransforms.Store(r6 >> (Between + 3), r7 >> (Between + 3), samples, stride, 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Row(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, int at) => Vector128.Create(block[at..]) * Vector128.Create(factors[at..]);

    /// <summary>x·c in 16 bits, cut off: (4x · 64c) ≫ 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Times(Vector128<short> x, int c) => Sse2.MultiplyHigh(x << 2, Vector128.Create((short)(c << (16 - 2 - Bits))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        Vector128<short> t10 = r0 + r4, t11 = r0 - r4, t13 = r2 + r6, t12 = Times(r2 - r6, C1414) - t13;
        Vector128<short> t0 = t10 + t13, t3 = t10 - t13, t1 = t11 + t12, t2 = t11 - t12;
        Vector128<short> z13 = r5 + r3, z10 = r5 - r3, z11 = r1 + r7, z12 = r1 - r7;
        Vector128<short> t7 = z11 + z13;
        Vector128<short> o11 = Times(z11 - z13, C1414);
        Vector128<short> z5 = Times(z10 + z12, C1847);
        Vector128<short> o10 = Times(z12, C1082) - z5;
        Vector128<short> o12 = Times(z10, 256 - C2613) - z10 + z5;      // 2.613 as 1.613 + 1: the factor has to stay below 2
        Vector128<short> t6 = o12 - t7, t5 = o11 - t6, t4 = o10 + t5;
        (r0, r7) = (t0 + t7, t0 - t7);
        (r1, r6) = (t1 + t6, t1 - t6);
        (r2, r5) = (t2 + t5, t2 - t5);
        (r4, r3) = (t3 + t4, t3 - t4);
    }

    public static void InverseScalar(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> samples, int stride)
    {
        Span<short> work = stackalloc short[64];
        for (int i = 0; i < 64; i++) work[i] = (short)(block[i] * factors[i]);
        for (int x = 0; x < 8; x++) PassScalar(work[x..], 8);
        for (int y = 0; y < 8; y++)
        {
            PassScalar(work[(8 * y)..], 1);
            for (int x = 0; x < 8; x++) samples[y * stride + x] = (byte)Math.Clamp((work[8 * y + x] >> (Between + 3)) + 128, 0, 255);
        }
    }

    private static void PassScalar(Span<short> v, int step)
    {
        int t10 = v[0] + v[4 * step], t11 = v[0] - v[4 * step], t13 = v[2 * step] + v[6 * step], t12 = ((v[2 * step] - v[6 * step]) * C1414 >> Bits) - t13;
        int t0 = t10 + t13, t3 = t10 - t13, t1 = t11 + t12, t2 = t11 - t12;
        int z13 = v[5 * step] + v[3 * step], z10 = v[5 * step] - v[3 * step], z11 = v[step] + v[7 * step], z12 = v[step] - v[7 * step];
        int t7 = z11 + z13, o11 = (z11 - z13) * C1414 >> Bits, z5 = (z10 + z12) * C1847 >> Bits;
        int o10 = (z12 * C1082 >> Bits) - z5, o12 = (z10 * -C2613 >> Bits) + z5;
        int t6 = o12 - t7, t5 = o11 - t6, t4 = o10 + t5;
        (v[0], v[7 * step]) = ((short)(t0 + t7), (short)(t0 - t7));
        (v[step], v[6 * step]) = ((short)(t1 + t6), (short)(t1 - t6));
        (v[2 * step], v[5 * step]) = ((short)(t2 + t5), (short)(t2 - t5));
        (v[4 * step], v[3 * step]) = ((short)(t3 + t4), (short)(t3 - t4));
    }
}
