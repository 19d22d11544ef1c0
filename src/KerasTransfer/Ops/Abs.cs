using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>|x|.</summary>
internal sealed record Abs : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Sign().On(x);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Abs(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Abs(x, y);
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) => TensorPrimitives.Abs(x, y);
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) => TensorPrimitives.Abs(x, y);
}
