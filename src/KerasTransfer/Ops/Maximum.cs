using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The larger of the two; where they are equal the first gets the gradient, as in TensorFlow.</summary>
internal sealed record Maximum : BinaryOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (Select.Of(a >= b, dy, 0), Select.Of(a >= b, 0, dy));
    protected override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => TensorPrimitives.Max(a, b, y);
    protected override void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => TensorPrimitives.Max(a, b, y);
    protected override void Run(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> y) => TensorPrimitives.Max(a, b, y);
    protected override void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> y) => TensorPrimitives.Max(a, b, y);
}
