using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a / b; integers are divided as float32.</summary>
internal sealed record Divide : ArithmeticOp
{
    protected override DType Common(Tensor a, Tensor b) => base.Common(a, b) is { IsFloating: true } common ? common : FloatX.Value;
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy / b, -(dy * y / b));
    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Divide(a, b, y);
}
