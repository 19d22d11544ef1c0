using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The number whose hyperbolic tangent is x.</summary>
internal sealed record Arctanh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / (1 - x * x);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Atanh(x, y);
}
