using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x · sigmoid(x). Ramachandran et al. 2017.</summary>
internal sealed record Silu() : ActivationOp(FromOutput: false)
{
    public override Tensor Slope(Tensor x)
    {
        Tensor s = new Sigmoid().On(x);
        return s * (1 + x * (1 - s));
    }

    public override void RunGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.SiluGradient(x, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Silu(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] / (1 + Math.Exp(-x[i])); }
}
