using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a · b.</summary>
internal sealed record Multiply : ArithmeticOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy * b, dy * a);
    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Multiply(a, b, y);
}
