using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x / (1 + |x|).</summary>
internal sealed record Softsign() : ActivationOp(FromOutput: false)
{
    public override Tensor Slope(Tensor x) => new Reciprocal().On(new Square().On(1 + new Abs().On(x)));
    public override void RunGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.SoftsignGradient(x, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Softsign(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] / (1 + Math.Abs(x[i])); }
}
