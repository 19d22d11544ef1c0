using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>1 / x.</summary>
internal sealed record Reciprocal : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -(dy * y * y);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Reciprocal(x, y);
}
