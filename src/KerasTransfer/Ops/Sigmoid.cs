using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal sealed record Sigmoid : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * y * (1 - y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sigmoid(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sigmoid(x, y);
}
