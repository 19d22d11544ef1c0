using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>eˣ − 1, exact near zero.</summary>
internal sealed record Expm1 : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (y + 1);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.ExpM1(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.ExpM1(x, y);
}
