using System.Numerics;
using System.Runtime.InteropServices;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>a where the condition holds, else b; all three broadcast.</summary>
internal sealed record Select : ElementwiseOp
{
    public static Tensor Of(Tensor condition, Tensor a, Tensor b)
    {
        DType common = Promotion.Of(a, b);
        return new Select().On(condition.Cast(DType.@bool), a.Cast(common), b.Cast(common));
    }

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Broadcast.Shapes(Name, inputs), inputs[1].dtype);

    public override Tensor?[] Gradient(Tensor y, Tensor dy) =>
        [null, Broadcast.Undo(Of(y.Inputs[0], dy, 0), y.Inputs[1].shape), Broadcast.Undo(Of(y.Inputs[0], 0, dy), y.Inputs[2].shape)];

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Size)
        {
            case 4: Run(call.Input<byte>(0), call.Input<int>(1), call.Input<int>(2), call.Output<int>()); break;
            case 8: RunScalar(call.Input<byte>(0), call.Input<long>(1), call.Input<long>(2), call.Output<long>()); break;
            case 1: RunScalar(call.Input<byte>(0), call.Input<byte>(1), call.Input<byte>(2), call.Output<byte>()); break;
            default: RunScalar(call.Input<byte>(0), call.Input<short>(1), call.Input<short>(2), call.Output<short>()); break;
        }
    }

    private static void Run(ReadOnlySpan<byte> condition, ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> y)
    {
        int i = 0, width = Vector<int>.Count;
        ReadOnlySpan<sbyte> mask = MemoryMarshal.Cast<byte, sbyte>(condition);
        for (; i <= y.Length - 4 * width; i += 4 * width)                       // one vector of 8-bit masks widens to four of 32-bit ones
        {
            Vector.Widen(Vector<sbyte>.Zero - new Vector<sbyte>(mask[i..]), out Vector<short> low, out Vector<short> high);
            Vector.Widen(low, out Vector<int> m0, out Vector<int> m1);
            Vector.Widen(high, out Vector<int> m2, out Vector<int> m3);
            Vector.ConditionalSelect(m0, new Vector<int>(a[i..]), new Vector<int>(b[i..])).CopyTo(y[i..]);
            Vector.ConditionalSelect(m1, new Vector<int>(a[(i + width)..]), new Vector<int>(b[(i + width)..])).CopyTo(y[(i + width)..]);
            Vector.ConditionalSelect(m2, new Vector<int>(a[(i + 2 * width)..]), new Vector<int>(b[(i + 2 * width)..])).CopyTo(y[(i + 2 * width)..]);
            Vector.ConditionalSelect(m3, new Vector<int>(a[(i + 3 * width)..]), new Vector<int>(b[(i + 3 * width)..])).CopyTo(y[(i + 3 * width)..]);
        }
        for (; i < y.Length; i++) y[i] = condition[i] != 0 ? a[i] : b[i];
    }

    private static void RunScalar<T>(ReadOnlySpan<byte> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = condition[i] != 0 ? a[i] : b[i];
    }
}
