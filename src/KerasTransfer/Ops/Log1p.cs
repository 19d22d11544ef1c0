using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>ln(1 + x), exact near zero.</summary>
internal sealed record Log1p : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / (x + 1);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.LogP1(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.LogP1(x, y);
}
