using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a − b.</summary>
internal sealed record Subtract : BinaryOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy, -dy);
    protected override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => TensorPrimitives.Subtract(a, b, y);
    protected override void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => TensorPrimitives.Subtract(a, b, y);
    protected override void Run(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> y) => TensorPrimitives.Subtract(a, b, y);
    protected override void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> y) => TensorPrimitives.Subtract(a, b, y);
}
