using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>a / b; integers are divided as float32.</summary>
internal sealed record Divide : BinaryOp
{
    protected override DType Common(Tensor a, Tensor b) => base.Common(a, b) is { IsFloating: true } common ? common : DType.float32;
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy / b, -(dy * y / b));
    protected override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => TensorPrimitives.Divide(a, b, y);
    protected override void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => TensorPrimitives.Divide(a, b, y);
}
