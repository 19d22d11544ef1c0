using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.RandomNumbers;

/// <summary>
/// Single-precision logarithm, sine and cosine, bit for bit those of glibc on x86-64, which TensorFlow's random normals are made with. Correctly rounded
/// functions would differ in 1.5 % of the normals. Inside all is double precision without fused multiply-add, rounded once at the end.
/// </summary>
internal static class FloatFunctions
{
    private const double Ln2 = 0.6931471805599453, HalfPi = 1.5707963267948966, TwoOverPi24 = 10680707.430881744;   // 2/π·2²⁴
    private const double LogA0 = -0.25089342214237154, LogA1 = 0.333456765744066, LogA2 = -0.4999997485802103;
    private const double CosC1 = -0.49999999725108224, CosC2 = 0.041666623324344516, CosC3 = -0.001388676379437604, CosC4 = 2.4390450703564542e-05;
    private const double SinS1 = -0.16666654943701084, SinS2 = 0.008332178146138854, SinS3 = -0.00019517298981385725;

    private static ReadOnlySpan<double> InverseC =>
    [
        1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895, 1.1906977166711752, 1.1479821020556429, 1.1082251448272158, 1.0711297413057381,
        1.036437278977283, 1.0, 0.9492859795739057, 0.8951049428609004, 0.8476821620351103, 0.8050314851692001, 0.7664671008843108, 0.731428603316328,
    ];

    private static ReadOnlySpan<double> LogC =>
    [
        -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255, -0.17453945183745634, -0.1380057072319758, -0.10275976698545139,
        -0.06871392447020525, -0.0357891387398228, 0.0, 0.05204517742929496, 0.11081431298787942, 0.1652495223695143, 0.21687389031699977, 0.2659635028121397, 0.3127556664073557,
    ];

    /// <summary>ln x of a positive normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x), t = bits - 0x3F330000u;
        int i = (int)(t >> 19 & 15), k = (int)t >> 23;
        double z = BitConverter.UInt32BitsToSingle(bits - (t & 0xFF800000u));
        double r = z * InverseC[i] - 1.0, r0 = LogC[i] + k * Ln2, r2 = r * r;
        double y = LogA1 * r + LogA2;
        y = LogA0 * r2 + y;
        return (float)(y * r2 + (r0 + r));
    }

    /// <summary>Sine and cosine of an angle in [0, 2π].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Sin, float Cos) SinCos(float angle)
    {
        // glibc has two branches more, for angles below 2⁻¹² and below 0.75; these formulas round to the same there.
        double x = angle;
        int n = (int)(x * TwoOverPi24) + 0x800000 >> 24;                  // take off n quarter turns
        x -= n * HalfPi;
        double x2 = x * x, x3 = x2 * x, x4 = x2 * x2;
        float s = (float)(x + x3 * SinS1 + x3 * x2 * (SinS2 + x2 * SinS3));
        float c = (float)(1.0 + x2 * CosC1 + x4 * CosC2 + x4 * x2 * (CosC3 + x2 * CosC4));
        return n switch { 0 or 4 => (s, c), 1 => (c, -s), 2 => (-s, -c), _ => (-c, s) };
    }

    /// <summary>Turns four pairs of words into four pairs of normal numbers, by the same formulas in four lanes. Only where AVX2 is supported.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> FourPairs(Vector256<uint> words)
    {
        Vector256<uint> parted = Avx2.PermuteVar8x32(words, Vector256.Create(0u, 2, 4, 6, 1, 3, 5, 7));
        Vector256<float> unit = (parted & Vector256.Create(0x7FFFFFu) | Vector256.Create(0x3F800000u)).AsSingle() - Vector256<float>.One;
        Vector128<float> u = Vector128.Max(unit.GetLower(), Vector128.Create(1e-7f));

        Vector128<uint> bits = u.AsUInt32(), t = bits - Vector128.Create(0x3F330000u);
        Vector128<int> i = (t >>> 19 & Vector128.Create(15u)).AsInt32();
        // The tables lie in the assembly's own memory, which does not move; i is 0 … 15, the tables have 16 entries.
        Vector256<double> inverseC = Avx2.GatherVector256((double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(InverseC)), i, 8);
        Vector256<double> logC = Avx2.GatherVector256((double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(LogC)), i, 8);
        Vector256<double> z = Avx.ConvertToVector256Double((bits - (t & Vector128.Create(0xFF800000u))).AsSingle());
        Vector256<double> r = z * inverseC - Vector256<double>.One, r0 = logC + Avx.ConvertToVector256Double(t.AsInt32() >> 23) * Ln2, r2 = r * r;
        Vector256<double> y = LogA1 * r + Vector256.Create(LogA2);
        y = LogA0 * r2 + y;
        Vector128<float> radius = Vector128.Sqrt(-2f * Avx.ConvertToVector128Single(y * r2 + (r0 + r)));

        Vector256<double> x = Avx.ConvertToVector256Double(Avx.ConvertToVector128Single(Math.Tau * Avx.ConvertToVector256Double(unit.GetUpper())));
        Vector128<int> n = Avx.ConvertToVector128Int32WithTruncation(x * TwoOverPi24) + Vector128.Create(0x800000) >> 24;
        x -= Avx.ConvertToVector256Double(n) * HalfPi;
        Vector256<double> x2 = x * x, x3 = x2 * x, x4 = x2 * x2;
        Vector128<float> s = Avx.ConvertToVector128Single(x + x3 * SinS1 + x3 * x2 * (Vector256.Create(SinS2) + x2 * SinS3));
        Vector128<float> c = Avx.ConvertToVector128Single(Vector256<double>.One + x2 * CosC1 + x4 * CosC2 + x4 * x2 * (Vector256.Create(CosC3) + x2 * CosC4));
        Vector128<float> odd = Vector128.Equals(n & Vector128<int>.One, Vector128<int>.One).AsSingle();
        Vector128<int> two = Vector128.Create(2);
        // Bit 1 of n is the sine's sign, bit 1 of n + 1 the cosine's.
        Vector128<float> sin = (Vector128.ConditionalSelect(odd, c, s).AsInt32() ^ (n & two) << 30).AsSingle();
        Vector128<float> cos = (Vector128.ConditionalSelect(odd, s, c).AsInt32() ^ (n + Vector128<int>.One & two) << 30).AsSingle();
        return Avx2.PermuteVar8x32(Vector256.Create(sin * radius, cos * radius), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
    }
}
