using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Images;

/// <summary>The inverse cosine transform of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989) in integers of 13 bits,
/// with 2 more between the columns' pass and the rows', rounded as the IJG's decoder rounds.</summary>
internal static class JpegAccurateTransform
{
    private const int Bits = 13, Between = 2;
    private const short C0298 = 2446, C0390 = 3196, C0541 = 4433, C0765 = 6270, C0899 = 7373, C1175 = 9633, C1501 = 12299, C1847 = 15137, C1961 = 16069, C2053 = 16819, C2562 = 20995, C3072 = 25172;

    public static short[] Factors(ReadOnlySpan<ushort> quantization)
    {
        var factors = new short[64];
        for (int i = 0; i < 64; i++) factors[i] = (short)quantization[i];
        return factors;
    }

    public static void Inverse128(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> samples, int stride)
    {
        block = block[..64];
        factors = factors[..64];
        Vector128<short> r0 = Row(block, factors, 0), r1 = Row(block, factors, 8), r2 = Row(block, factors, 16), r3 = Row(block, factors, 24);
        Vector128<short> r4 = Row(block, factors, 32), r5 = Row(block, factors, 40), r6 = Row(block, factors, 48), r7 = Row(block, factors, 56);
        Pass(Bits - Between, ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(Bits + Between + 3, ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        JpegTransforms.Store(r0, r1, samples, stride, 0);
        JpegTransforms.Store(r2, r3, samples, stride, 2);
        JpegTransforms.Store(r4, r5, samples, stride, 4);
        JpegTransforms.Store(r6, r7, samples, stride, 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Row(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, int at) => Vector128.Create(block[at..]) * Vector128.Create(factors[at..]);

    /// <summary>Products of sums are taken as sums of products of two neighbours each: exact in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(int shift, ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        Vector128<short> low26 = Sse2.UnpackLow(r2, r6), high26 = Sse2.UnpackHigh(r2, r6);
        Vector128<short> f3 = Pair(C0541 + C0765, C0541), f2 = Pair(C0541, C0541 - C1847);
        Vector128<int> low3 = Sse2.MultiplyAddAdjacent(low26, f3), high3 = Sse2.MultiplyAddAdjacent(high26, f3);
        Vector128<int> low2 = Sse2.MultiplyAddAdjacent(low26, f2), high2 = Sse2.MultiplyAddAdjacent(high26, f2);
        Vector128<short> sum = r0 + r4, difference = r0 - r4;
        Vector128<int> round = Vector128.Create(1 << (shift - 1));
        Vector128<int> low0 = Widen(Sse2.UnpackLow(Vector128<short>.Zero, sum)) + round, high0 = Widen(Sse2.UnpackHigh(Vector128<short>.Zero, sum)) + round;
        Vector128<int> low1 = Widen(Sse2.UnpackLow(Vector128<short>.Zero, difference)) + round, high1 = Widen(Sse2.UnpackHigh(Vector128<short>.Zero, difference)) + round;
        Vector128<int> low10 = low0 + low3, high10 = high0 + high3, low13 = low0 - low3, high13 = high0 - high3;
        Vector128<int> low11 = low1 + low2, high11 = high1 + high2, low12 = low1 - low2, high12 = high1 - high2;

        Vector128<short> z3 = r7 + r3, z4 = r5 + r1;
        Vector128<short> lowZ = Sse2.UnpackLow(z3, z4), highZ = Sse2.UnpackHigh(z3, z4);
        Vector128<short> fz3 = Pair(C1175 - C1961, C1175), fz4 = Pair(C1175, C1175 - C0390);
        Vector128<int> lowZ3 = Sse2.MultiplyAddAdjacent(lowZ, fz3), highZ3 = Sse2.MultiplyAddAdjacent(highZ, fz3);
        Vector128<int> lowZ4 = Sse2.MultiplyAddAdjacent(lowZ, fz4), highZ4 = Sse2.MultiplyAddAdjacent(highZ, fz4);

        Vector128<short> low71 = Sse2.UnpackLow(r7, r1), high71 = Sse2.UnpackHigh(r7, r1), low53 = Sse2.UnpackLow(r5, r3), high53 = Sse2.UnpackHigh(r5, r3);
        Vector128<short> g0 = Pair(C0298 - C0899, -C0899), g3 = Pair(-C0899, C1501 - C0899), g1 = Pair(C2053 - C2562, -C2562), g2 = Pair(-C2562, C3072 - C2562);
        Vector128<int> lowT0 = Sse2.MultiplyAddAdjacent(low71, g0) + lowZ3, highT0 = Sse2.MultiplyAddAdjacent(high71, g0) + highZ3;
        Vector128<int> lowT3 = Sse2.MultiplyAddAdjacent(low71, g3) + lowZ4, highT3 = Sse2.MultiplyAddAdjacent(high71, g3) + highZ4;
        Vector128<int> lowT1 = Sse2.MultiplyAddAdjacent(low53, g1) + lowZ4, highT1 = Sse2.MultiplyAddAdjacent(high53, g1) + highZ4;
        Vector128<int> lowT2 = Sse2.MultiplyAddAdjacent(low53, g2) + lowZ3, highT2 = Sse2.MultiplyAddAdjacent(high53, g2) + highZ3;

        r0 = Sse2.PackSignedSaturate((low10 + lowT3) >> shift, (high10 + highT3) >> shift);
        r7 = Sse2.PackSignedSaturate((low10 - lowT3) >> shift, (high10 - highT3) >> shift);
        r1 = Sse2.PackSignedSaturate((low11 + lowT2) >> shift, (high11 + highT2) >> shift);
        r6 = Sse2.PackSignedSaturate((low11 - lowT2) >> shift, (high11 - highT2) >> shift);
        r2 = Sse2.PackSignedSaturate((low12 + lowT1) >> shift, (high12 + highT1) >> shift);
        r5 = Sse2.PackSignedSaturate((low12 - lowT1) >> shift, (high12 - highT1) >> shift);
        r3 = Sse2.PackSignedSaturate((low13 + lowT0) >> shift, (high13 + highT0) >> shift);
        r4 = Sse2.PackSignedSaturate((low13 - lowT0) >> shift, (high13 - highT0) >> shift);
    }

    /// <summary>Numbers in the upper half of each 32 bits, times 2¹³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Widen(Vector128<short> upper) => upper.AsInt32() >> (16 - Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pair(int even, int odd) => Vector128.Create(odd << 16 | even & 0xFFFF).AsInt16();

    public static void InverseScalar(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> samples, int stride)
    {
        Span<int> work = stackalloc int[64];
        for (int i = 0; i < 64; i++) work[i] = (short)(block[i] * factors[i]);
        for (int x = 0; x < 8; x++) PassScalar(work[x..], 8, Bits - Between);
        for (int y = 0; y < 8; y++)
        {
            PassScalar(work[(8 * y)..], 1, Bits + Between + 3);
            for (int x = 0; x < 8; x++) samples[y * stride + x] = (byte)Math.Clamp(work[8 * y + x] + 128, 0, 255);
        }
    }

    private static void PassScalar(Span<int> v, int step, int shift)
    {
        int z1 = (v[2 * step] + v[6 * step]) * C0541;
        int t2 = z1 - v[6 * step] * C1847, t3 = z1 + v[2 * step] * C0765;
        int round = 1 << (shift - 1);
        int t0 = ((v[0] + v[4 * step]) << Bits) + round, t1 = ((v[0] - v[4 * step]) << Bits) + round;
        int t10 = t0 + t3, t13 = t0 - t3, t11 = t1 + t2, t12 = t1 - t2;
        (t0, t1, t2, t3) = (v[7 * step], v[5 * step], v[3 * step], v[step]);
        int a1 = (t0 + t3) * -C0899, a2 = (t1 + t2) * -C2562, z5 = (t0 + t2 + t1 + t3) * C1175;
        int a3 = (t0 + t2) * -C1961 + z5, a4 = (t1 + t3) * -C0390 + z5;
        t0 = t0 * C0298 + a1 + a3;
        t1 = t1 * C2053 + a2 + a4;
        t2 = t2 * C3072 + a2 + a3;
        t3 = t3 * C1501 + a1 + a4;
        (v[0], v[7 * step]) = ((t10 + t3) >> shift, (t10 - t3) >> shift);
        (v[step], v[6 * step]) = ((t11 + t2) >> shift, (t11 - t2) >> shift);
        (v[2 * step], v[5 * step]) = ((t12 + t1) >> shift, (t12 - t1) >> shift);
        (v[3 * step], v[4 * step]) = ((t13 + t0) >> shift, (t13 - t0) >> shift);
    }
}
