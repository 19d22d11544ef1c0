using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>eˣ − 1, exact near zero.</summary>
internal sealed record Expm1 : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (y + 1);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.ExpM1(x, y);
}
