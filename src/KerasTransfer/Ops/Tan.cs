using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>tan x.</summary>
internal sealed record Tan : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (y * y + 1);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Tan(x, y);
}
