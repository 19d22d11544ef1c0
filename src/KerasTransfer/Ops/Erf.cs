using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>The error function 2/√π ∫₀ˣ e^−t² dt.</summary>
internal sealed record Erf : UnaryOp
{
    private const double Factor = 1.1283791670955125739;                        // 2/√π

    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (new Exp().On(-new Square().On(x)) * Factor);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Erf(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = Of(x[i]); }

    /// <summary>One value: Abramowitz and Stegun's 7.1.6, a series of positive terms, near 0; their continued fraction 7.1.14 further out.</summary>
    public static double Of(double x)
    {
        if (double.IsNaN(x)) return x;
        double a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        if (a < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++) sum += term *= 2 * x * x / (2 * n + 1);
            return Factor * Math.Exp(-x * x) * sum;
        }
        double tail = a;
        for (int n = 60; n >= 1; n--) tail = a + n / 2.0 / tail;
        return Math.Sign(x) * (1 - Factor / 2 * Math.Exp(-x * x) / tail);
    }
}
