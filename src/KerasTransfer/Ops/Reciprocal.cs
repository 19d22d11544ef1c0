using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>1 / x.</summary>
internal sealed record Reciprocal : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -(dy * y * y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Reciprocal(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Reciprocal(x, y);
}
