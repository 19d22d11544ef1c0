using System.Numerics.Tensors;

namespace KerasTransfer.Ops;

/// <summary>|x|; the smallest integer, which has no opposite, stays.</summary>
internal sealed record Abs : NumberOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * new Sign().On(x);

    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) TensorPrimitives.Abs(x, y);
        else
            for (int i = 0; i < y.Length; i++) y[i] = x[i] < T.Zero ? unchecked(-x[i]) : x[i];   // TensorPrimitives.Abs throws at the smallest integer
    }
}
