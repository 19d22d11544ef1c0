using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>sin x.</summary>
internal sealed record Sin : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Cos().On(x);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sin(x, y);
}
