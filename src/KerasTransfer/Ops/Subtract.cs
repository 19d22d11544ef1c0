using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a − b.</summary>
internal sealed record Subtract : ArithmeticOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy, -dy);
    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);
}
