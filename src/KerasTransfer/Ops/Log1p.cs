using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>ln(1 + x), exact near zero.</summary>
internal sealed record Log1p : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / (x + 1);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.LogP1(x, y);
}
