using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>x kept between 0 and 6; what is no number stays so. The slope at both ends is 0, as in TensorFlow.</summary>
internal sealed record Relu6() : ActivationOp(FromOutput: true)
{
    public override Tensor Slope(Tensor y) => ((y > 0) & (y < 6)).Cast(y.dtype);
    public override void RunGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => ActivationKernels.Relu6Gradient(y, dy, dx);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Relu6(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { TensorPrimitives.Max(x, 0d, y); TensorPrimitives.Min(y, 6d, y); }
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) { TensorPrimitives.Max(x, 0, y); TensorPrimitives.Min(y, 6, y); }
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) { TensorPrimitives.Max(x, 0L, y); TensorPrimitives.Min(y, 6L, y); }
}
