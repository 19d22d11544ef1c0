using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>cos x.</summary>
internal sealed record Cos : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -(dy * new Sin().On(x));
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Cos(x, y);
}
