using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x above 0, else <see cref="Negative"/> · x; at 0 the slope is that of the negative side, as in TensorFlow.</summary>
internal sealed record LeakyRelu(double Negative) : ActivationOp(FromOutput: Negative >= 0)              // y then has x's sign
{
    public override string Name => $"LeakyRelu[{Negative.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
    public override Tensor Slope(Tensor a) => Select.Of(a > 0, new Full(1, a.shape, a.dtype).On(), Negative);
    public override void RunGradient(ReadOnlySpan<float> a, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.LeakyReluGradient(a, dy, dx, (float)Negative);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.LeakyRelu(x, y, (float)Negative);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] > 0 ? x[i] : x[i] * Negative; }
}
