using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>The larger of x and 0; what is no number stays so. The slope at 0 is 0, as in TensorFlow.</summary>
internal sealed record Relu() : ActivationOp(FromOutput: true)
{
    public override Tensor Slope(Tensor y) => (y > 0).Cast(y.dtype);
    public override void RunGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.ReluGradient(y, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Relu(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Max(x, 0d, y);
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) => TensorPrimitives.Max(x, 0, y);
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) => TensorPrimitives.Max(x, 0L, y);
}
