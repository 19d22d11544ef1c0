using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>x².</summary>
internal sealed record Square : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * x * 2;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Multiply(x, x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Multiply(x, x, y);
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) => TensorPrimitives.Multiply(x, x, y);
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) => TensorPrimitives.Multiply(x, x, y);
}
