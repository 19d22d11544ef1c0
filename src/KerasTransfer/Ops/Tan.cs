using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>tan x.</summary>
internal sealed record Tan : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (y * y + 1);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tan(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Tan(x, y);
}
