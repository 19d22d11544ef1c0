using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>cos x.</summary>
internal sealed record Cos : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => -(dy * new Sin().On(x));
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Cos(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Cos(x, y);
}
