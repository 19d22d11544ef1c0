using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The whole part: rounded towards zero.</summary>
internal sealed record Trunc : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Truncate(x, y);
}
