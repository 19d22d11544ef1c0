using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>x².</summary>
internal sealed record Square : NumberOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * x * 2;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, x, y);
}
