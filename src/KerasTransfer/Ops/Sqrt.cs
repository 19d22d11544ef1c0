using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>√x.</summary>
internal sealed record Sqrt : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * 0.5 / y;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sqrt(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sqrt(x, y);
}
