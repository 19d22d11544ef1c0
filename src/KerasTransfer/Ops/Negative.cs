using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>−x.</summary>
internal sealed record Negative : NumberOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -dy;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Negate(x, y);
}
