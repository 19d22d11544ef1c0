using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The angle in [0, π] whose cosine is x.</summary>
internal sealed record Arccos : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -(dy / new Sqrt().On(1 - x * x));
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Acos(x, y);
}
