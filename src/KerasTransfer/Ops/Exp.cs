using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>eˣ.</summary>
internal sealed record Exp : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * y;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Exp(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Exp(x, y);
}
