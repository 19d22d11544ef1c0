using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>cosh x.</summary>
internal sealed record Cosh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Sinh().On(x);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Cosh(x, y);
}
