using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KerasTransfer.Ops;

/// <summary>The angle in (−π, π] of the point (b, a), first input upwards: the arc tangent of a / b in the right quadrant.</summary>
internal sealed record Arctan2 : ArithmeticOp
{
    protected override DType Common(Tensor a, Tensor b) => base.Common(a, b) is { IsFloating: true } common ? common : FloatX.Value;
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy * b / (a * a + b * b), -(dy * a / (a * a + b * b)));

    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        if (typeof(T) == typeof(float)) TensorPrimitives.Atan2(MemoryMarshal.Cast<T, float>(a), MemoryMarshal.Cast<T, float>(b), MemoryMarshal.Cast<T, float>(y));
        else if (typeof(T) == typeof(double)) TensorPrimitives.Atan2(MemoryMarshal.Cast<T, double>(a), MemoryMarshal.Cast<T, double>(b), MemoryMarshal.Cast<T, double>(y));
        else throw new NotSupportedException("arctan2 is not supported for integer tensors. Cast to float32 first.");
    }
}
