using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>−x.</summary>
internal sealed record Negative : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -dy;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Negate(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Negate(x, y);
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) => TensorPrimitives.Negate(x, y);
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) => TensorPrimitives.Negate(x, y);
}
