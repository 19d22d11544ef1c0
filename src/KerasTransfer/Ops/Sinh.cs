using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>sinh x.</summary>
internal sealed record Sinh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Cosh().On(x);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sinh(x, y);
}
