using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Compares two inputs of one type, element by element; the result is of type bool.</summary>
internal abstract record Comparison : BinaryOp
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Broadcast.Shapes(Name, inputs), DType.@bool);
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (null, null);
    protected sealed override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => throw new InvalidOperationException("A comparison gives bools.");

    /// <summary>The two integer results are those of ordered numbers; NaN is unordered.</summary>
    protected abstract bool Holds<T>(T a, T b) where T : IComparisonOperators<T, T, bool>;
    protected abstract Vector<int> Holds(Vector<float> a, Vector<float> b);

    public sealed override void Run(KernelCall call)
    {
        switch (call.InputType(0).name)
        {
            case "float32": Run(call.Input<float>(0), call.Input<float>(1), call.Output<byte>()); break;
            case "float64": RunScalar(call.Input<double>(0), call.Input<double>(1), call.Output<byte>()); break;
            case "int32": RunScalar(call.Input<int>(0), call.Input<int>(1), call.Output<byte>()); break;
            case "int64": RunScalar(call.Input<long>(0), call.Input<long>(1), call.Output<byte>()); break;
            case "uint8" or "bool": RunScalar(call.Input<byte>(0), call.Input<byte>(1), call.Output<byte>()); break;
            case "int8": RunScalar(call.Input<sbyte>(0), call.Input<sbyte>(1), call.Output<byte>()); break;
            case "int16": RunScalar(call.Input<short>(0), call.Input<short>(1), call.Output<byte>()); break;
            case "uint32": RunScalar(call.Input<uint>(0), call.Input<uint>(1), call.Output<byte>()); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.InputType(0)}.");
        }
    }

    private void RunScalar<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        for (int i = 0; i < y.Length; i++) y[i] = Holds(a[i], b[i]) ? (byte)1 : (byte)0;
    }

    private void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<byte> y)
    {
        int i = 0, width = Vector<float>.Count;
        for (; i <= y.Length - 4 * width; i += 4 * width)                       // four vectors of 32-bit masks make one of 8-bit ones
        {
            Vector<short> low = Vector.Narrow(Holds(new Vector<float>(a[i..]), new Vector<float>(b[i..])), Holds(new Vector<float>(a[(i + width)..]), new Vector<float>(b[(i + width)..])));
            Vector<short> high = Vector.Narrow(Holds(new Vector<float>(a[(i + 2 * width)..]), new Vector<float>(b[(i + 2 * width)..])), Holds(new Vector<float>(a[(i + 3 * width)..]), new Vector<float>(b[(i + 3 * width)..])));
            (Vector.AsVectorByte(Vector.Narrow(low, high)) & Vector<byte>.One).CopyTo(y[i..]);
        }
        for (; i < y.Length; i++) y[i] = Holds(a[i], b[i]) ? (byte)1 : (byte)0;
    }
}

/// <summary>a &gt; b.</summary>
internal sealed record Greater : Comparison
{
    protected override bool Holds<T>(T a, T b) => a > b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => Vector.GreaterThan(a, b);
}

/// <summary>a ≥ b.</summary>
internal sealed record GreaterEqual : Comparison
{
    protected override bool Holds<T>(T a, T b) => a >= b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => Vector.GreaterThanOrEqual(a, b);
}

/// <summary>a &lt; b.</summary>
internal sealed record Less : Comparison
{
    protected override bool Holds<T>(T a, T b) => a < b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => Vector.LessThan(a, b);
}

/// <summary>a ≤ b.</summary>
internal sealed record LessEqual : Comparison
{
    protected override bool Holds<T>(T a, T b) => a <= b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => Vector.LessThanOrEqual(a, b);
}

/// <summary>a = b; NaN equals nothing.</summary>
internal sealed record Equal : Comparison
{
    protected override bool Holds<T>(T a, T b) => a == b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => Vector.Equals(a, b);
}

/// <summary>a ≠ b.</summary>
internal sealed record NotEqual : Comparison
{
    protected override bool Holds<T>(T a, T b) => a != b;
    protected override Vector<int> Holds(Vector<float> a, Vector<float> b) => ~Vector.Equals(a, b);
}
