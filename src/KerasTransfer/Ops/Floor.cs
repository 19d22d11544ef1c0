using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>The largest whole number not above x.</summary>
internal sealed record Floor : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Floor(x, y);
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Floor(x, y);
}
