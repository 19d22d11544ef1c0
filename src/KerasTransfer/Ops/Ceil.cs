using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The smallest whole number not below x.</summary>
internal sealed record Ceil : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Ceiling(x, y);
}
