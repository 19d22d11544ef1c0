namespace KerasTransfer.Applications;

/// <summary>Numbers of channels in networks of several widths.</summary>
internal static class Filters
{
    /// <summary>The nearest multiple of a divisor, at least one of it, and not more than a tenth below.</summary>
    public static int Divisible(double filters, int divisor = 8)
    {
        int nearest = Nearest(filters, divisor);
        return nearest < 0.9 * filters ? nearest + divisor : nearest;
    }

    /// <summary>The nearest multiple of a divisor, at least one of it.</summary>
    public static int Nearest(double filters, int divisor = 8) => Math.Max(divisor, (int)(filters + divisor / 2) / divisor * divisor);
}
