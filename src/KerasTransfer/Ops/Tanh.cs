using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>tanh x.</summary>
internal sealed record Tanh : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (1 - y * y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tanh(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Tanh(x, y);
}
