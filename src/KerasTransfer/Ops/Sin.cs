using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>sin x.</summary>
internal sealed record Sin : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Cos().On(x);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sin(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sin(x, y);
}
