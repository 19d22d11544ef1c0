using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>√x.</summary>
internal sealed record Sqrt : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * 0.5 / y;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sqrt(x, y);
}
