using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x above 0, else <see cref="Alpha"/> · (eˣ − 1), for an alpha above 0.</summary>
internal sealed record Elu(double Alpha) : ActivationOp(FromOutput: true)
{
    public override string Name => $"Elu[{Alpha.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
    public override Tensor Slope(Tensor y) => Select.Of(y > 0, 1, y + Alpha);
    public override void RunGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.EluGradient(y, dy, dx, (float)Alpha);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Elu(x, y, (float)Alpha);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] > 0 ? x[i] : Alpha * double.ExpM1(x[i]); }
}
