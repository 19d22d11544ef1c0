using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The smallest whole number not below x.</summary>
internal sealed record Ceil : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Ceiling(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Ceiling(x, y);
}
