using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The nearest whole number, halves to the even one.</summary>
internal sealed record Round : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Round(x, y);
}
