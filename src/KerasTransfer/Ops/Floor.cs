using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The largest whole number not above x.</summary>
internal sealed record Floor : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Floor(x, y);
}
