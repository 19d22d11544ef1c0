using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a to the power of b.</summary>
internal sealed record Power : BinaryOp
{
    // The logarithm is taken only where the base is positive: elsewhere the exponent has no gradient (TensorFlow's rule).
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) =>
        (dy * b * new Power().On(a, b - 1), dy * y * Select.Of(a > 0, new Log().On(Select.Of(a > 0, a, 1)), 0));

    protected override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => TensorPrimitives.Pow(a, b, y);
    protected override void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => TensorPrimitives.Pow(a, b, y);
}
