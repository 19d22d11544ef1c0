namespace KerasTransfer.Images;

/// <summary>The forward cosine transform of Loeffler, Ligtenberg and Moschytz in integers of 13 bits, as the IJG's encoder rounds it; results are 8 times as large.</summary>
internal static class JpegForward
{
    private const int Bits = 13, Between = 2;

    public static void Transform(Span<int> v)
    {
        for (int y = 0; y < 8; y++) Pass(v[(8 * y)..], 1, first: true);
        for (int x = 0; x < 8; x++) Pass(v[x..], 8, first: false);
    }

    private static void Pass(Span<int> v, int step, bool first)
    {
        int t0 = v[0] + v[7 * step], t7 = v[0] - v[7 * step], t1 = v[step] + v[6 * step], t6 = v[step] - v[6 * step];
        int t2 = v[2 * step] + v[5 * step], t5 = v[2 * step] - v[5 * step], t3 = v[3 * step] + v[4 * step], t4 = v[3 * step] - v[4 * step];
        int t10 = t0 + t3, t13 = t0 - t3, t11 = t1 + t2, t12 = t1 - t2, shift = first ? Bits - Between : Bits + Between;
        v[0] = first ? (t10 + t11) << Between : Descale(t10 + t11, Between);
        v[4 * step] = first ? (t10 - t11) << Between : Descale(t10 - t11, Between);
        int z1 = (t12 + t13) * 4433;
        v[2 * step] = Descale(z1 + t13 * 6270, shift);
        v[6 * step] = Descale(z1 - t12 * 15137, shift);
        int z2 = (t5 + t6) * -20995, z3 = (t4 + t6) * -16069, z4 = (t5 + t7) * -3196, z5 = (t4 + t6 + t5 + t7) * 9633;
        z1 = (t4 + t7) * -7373;
        z3 += z5;
        z4 += z5;
        v[7 * step] = Descale(t4 * 2446 + z1 + z3, shift);
        v[5 * step] = Descale(t5 * 16819 + z2 + z4, shift);
        v[3 * step] = Descale(t6 * 25172 + z2 + z3, shift);
        v[step] = Descale(t7 * 12299 + z1 + z4, shift);
    }

    private static int Descale(int x, int shift) => (x + (1 << (shift - 1))) >> shift;
}
