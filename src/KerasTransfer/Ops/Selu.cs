using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>Scale · x above 0, else Scale · Alpha · (eˣ − 1). Klambauer et al. 2017.</summary>
internal sealed record Selu() : ActivationOp(FromOutput: true)
{
    public const double Alpha = 1.6732632423543772848170429916717, Scale = 1.0507009873554804934193349852946;

    public override Tensor Slope(Tensor y) => Select.Of(y < 0, y + Scale * Alpha, Scale);
    public override void RunGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.SeluGradient(y, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Selu(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = Scale * (x[i] > 0 ? x[i] : Alpha * double.ExpM1(x[i])); }
}
