namespace KerasTransfer.Ops;

/// <summary>The number whose error function is x, for x in (−1, 1); ±∞ at ±1 and NaN beyond.</summary>
internal sealed record Erfinv : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Exp().On(y * y) * (Math.Sqrt(Math.PI) / 2);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) { for (int i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Of(double.CreateTruncating(x[i]))); }

    // 1 − erf y for y ≥ 2, by its continued fraction (Abramowitz and Stegun 7.1.14).
    private static double Complement(double y)
    {
        double tail = 0;
        for (int n = 60; n > 0; n--) tail = n / 2.0 / (y + tail);
        return Math.Exp(-y * y) / Math.Sqrt(Math.PI) / (y + tail);
    }

    private static double Of(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 1)) return a == 1 ? x * double.PositiveInfinity : double.NaN;
        // Winitzki's estimate (2008), then Newton's steps on erf, in the tail on its complement, which keeps its digits there.
        double l = Math.Log(1 - a * a), c = 2 / (Math.PI * 0.147) + l / 2;
        double y = Math.Sqrt(Math.Max(0, Math.Sqrt(c * c - l / 0.147) - c));
        for (int i = 0; i < 4; i++)
        {
            double error = y > 2 ? 1 - a - Complement(y) : Erf.Of(y) - a;
            y -= error * Math.Sqrt(Math.PI) / 2 * Math.Exp(y * y);
        }
        return Math.CopySign(y, x);
    }
}
