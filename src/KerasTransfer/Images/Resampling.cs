namespace KerasTransfer.Images;

/// <summary>Pillow's ways to resize. All but <see cref="Nearest"/> widen when shrinking, so that every pixel counts.</summary>
public enum Resampling
{
    /// <summary>The nearest pixel.</summary>
    Nearest,
    /// <summary>The mean of the pixels under each new one.</summary>
    Box,
    /// <summary>A triangle.</summary>
    Bilinear,
    /// <summary>A windowed sinc of one pixel to each side.</summary>
    Hamming,
    /// <summary>Keys' cubic with a = −0.5.</summary>
    Bicubic,
    /// <summary>A windowed sinc of three pixels to each side.</summary>
    Lanczos,
}

/// <summary>The filters behind the names.</summary>
internal static class ResamplingFilters
{
    /// <summary>How far a filter reaches to each side.</summary>
    public static double Support(Resampling filter) => filter switch { Resampling.Box => 0.5, Resampling.Bilinear or Resampling.Hamming => 1, Resampling.Bicubic => 2, _ => 3 };

    /// <summary>The filter's value at <paramref name="x"/>.</summary>
    public static double At(Resampling filter, double x)
    {
        switch (filter)
        {
            case Resampling.Box: return x is > -0.5 and <= 0.5 ? 1 : 0;
            case Resampling.Bilinear: return Math.Max(1 - Math.Abs(x), 0);
            case Resampling.Hamming:
                x = Math.Abs(x);
                if (x == 0) return 1;
                if (x >= 1) return 0;
                x *= Math.PI;
                return Math.Sin(x) / x * (0.54f + 0.46f * Math.Cos(x));
            case Resampling.Bicubic:
                const double A = -0.5;
                x = Math.Abs(x);
                return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
            default:
                return x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0;
        }
    }

    private static double Sinc(double x)
    {
        if (x == 0) return 1;
        x *= Math.PI;
        return Math.Sin(x) / x;
    }
}
