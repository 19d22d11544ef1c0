using System.Runtime.CompilerServices;

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
        uint top = BitConverter.SingleToUInt32Bits(angle) >> 20;
        if (top < 0x398) return (angle, 1f);                              // below 2⁻¹²
        double x = angle;
        int n = 0;
        if (top >= 0x3F4)                                                 // from about π/4 on: take off n quarter turns
        {
            n = (int)(x * TwoOverPi24) + 0x800000 >> 24;
            x -= n * HalfPi;
        }
        double x2 = x * x, xs = (n + 1 & 2) != 0 ? -x : x, sign = (n & 2) != 0 ? -1.0 : 1.0;
        double x3 = x2 * xs, x4 = x2 * x2;
        float s = (float)(xs + x3 * SinS1 + x3 * x2 * (SinS2 + x2 * SinS3));
        float c = (float)(sign + x2 * (sign * CosC1) + x4 * (sign * CosC2) + x4 * x2 * (sign * CosC3 + x2 * (sign * CosC4)));
        return (n & 1) != 0 ? (c, s) : (s, c);
    }
}
