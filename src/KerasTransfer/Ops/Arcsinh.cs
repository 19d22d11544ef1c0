using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The number whose hyperbolic sine is x.</summary>
internal sealed record Arcsinh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / new Cosh().On(y);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Asinh(x, y);
}
