using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The natural logarithm.</summary>
internal sealed record Log : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / x;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log(x, y);
}
