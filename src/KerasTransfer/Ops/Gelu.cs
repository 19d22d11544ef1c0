using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x · Φ(x), Φ the distribution function of the standard normal, or a formula with tanh close to it. Hendrycks and Gimpel 2016.</summary>
internal sealed record Gelu(bool Approximate) : ActivationOp(FromOutput: false)
{
    private const double Inner = 0.79788456080286535588, Cubic = 0.044715;      // √(2/π)

    public override string Name => Approximate ? "Gelu[tanh]" : "Gelu";

    public override Tensor Slope(Tensor x)
    {
        if (!Approximate) return 0.5 * (1 + new Erf().On(x * Math.Sqrt(0.5))) + x * (new Exp().On(-0.5 * new Square().On(x)) * (Inner / 2));
        Tensor t = new Tanh().On(Inner * (x + Cubic * (x * new Square().On(x))));
        return 0.5 * (1 + t) + 0.5 * x * (1 - new Square().On(t)) * (Inner * (1 + 3 * Cubic * new Square().On(x)));
    }

    public override void RunGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        if (Approximate) ActivationKernels.GeluTanhGradient(x, dy, dx);
        else ActivationKernels.GeluGradient(x, dy, dx);
    }

    protected override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        if (Approximate) ActivationKernels.GeluTanh(x, y);
        else ActivationKernels.Gelu(x, y);
    }

    protected override void Run(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = 0.5 * x[i] * (1 + (Approximate ? Math.Tanh(Inner * (x[i] + Cubic * x[i] * x[i] * x[i])) : Erf.Of(x[i] * Math.Sqrt(0.5))));
    }
}
