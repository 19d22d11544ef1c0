using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The number ≥ 0 whose hyperbolic cosine is x.</summary>
internal sealed record Arccosh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / new Sinh().On(y);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Acosh(x, y);
}
