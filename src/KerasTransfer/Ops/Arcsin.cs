using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The angle in [−π/2, π/2] whose sine is x.</summary>
internal sealed record Arcsin : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / new Sqrt().On(1 - x * x);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Asin(x, y);
}
