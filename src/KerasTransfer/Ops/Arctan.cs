using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The angle in [−π/2, π/2] whose tangent is x.</summary>
internal sealed record Arctan : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / (x * x + 1);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Atan(x, y);
}
