using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The nearest whole number, halves to the even one.</summary>
internal sealed record Round : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Round(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Round(x, y);
}
