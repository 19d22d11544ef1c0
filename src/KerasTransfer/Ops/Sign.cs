using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer.Ops;

/// <summary>−1, 0 or 1; NaN stays NaN.</summary>
internal sealed record Sign : NumberOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;

    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        int i = 0;
        if (typeof(T) == typeof(float))
        {
            ReadOnlySpan<float> from = MemoryMarshal.Cast<T, float>(x);
            Span<float> to = MemoryMarshal.Cast<T, float>(y);
            for (; i <= to.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> v = new(from[i..]);
                Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<float>.Zero), Vector<float>.One, Vector.ConditionalSelect(Vector.LessThan(v, Vector<float>.Zero), -Vector<float>.One, v)).CopyTo(to[i..]);
            }
        }
        for (; i < y.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : x[i];
    }
}
