using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>ln(1 + eˣ), without overflow.</summary>
internal sealed record Softplus() : ActivationOp(FromOutput: false)
{
    public override Tensor Slope(Tensor x) => new Sigmoid().On(x);
    public override void RunGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.SoftplusGradient(x, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Softplus(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = Math.Max(x[i], 0) + double.LogP1(Math.Exp(-Math.Abs(x[i]))); }
}
