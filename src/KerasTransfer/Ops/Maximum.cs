using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The larger of the two, NaN where there is one; where they are equal the first gets the gradient, as in TensorFlow.</summary>
internal sealed record Maximum : ArithmeticOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (Select.Of(a >= b, dy, 0), Select.Of(a >= b, 0, dy));
    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Max(a, b, y);
}
