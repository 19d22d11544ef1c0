using System.Numerics;
using System.Runtime.CompilerServices;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Compares two inputs of one type, element by element; the result is of type bool. NaN is neither less, equal nor greater.</summary>
internal abstract record Comparison : BinaryOp
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(base.Infer(inputs).Shape, DType.@bool);
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (null, null);
}

/// <summary>The rule of a comparison, for one number and for a vector of them.</summary>
internal interface IComparisonRule
{
    static abstract bool Holds<T>(T a, T b) where T : unmanaged, INumber<T>;
    static abstract Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>;
}

/// <summary>A comparison by a rule.</summary>
internal abstract record Comparison<TRule> : Comparison where TRule : struct, IComparisonRule
{
    public sealed override void Run(KernelCall call)
    {
        switch (call.InputType(0).Code)
        {
            case DTypeCode.Float32: Run(call.Input<float>(0), call.Input<float>(1), call.Output<byte>()); break;
            case DTypeCode.Float64: Run(call.Input<double>(0), call.Input<double>(1), call.Output<byte>()); break;
            case DTypeCode.Int8: Run(call.Input<sbyte>(0), call.Input<sbyte>(1), call.Output<byte>()); break;
            case DTypeCode.Int16: Run(call.Input<short>(0), call.Input<short>(1), call.Output<byte>()); break;
            case DTypeCode.Int32: Run(call.Input<int>(0), call.Input<int>(1), call.Output<byte>()); break;
            case DTypeCode.Int64: Run(call.Input<long>(0), call.Input<long>(1), call.Output<byte>()); break;
            case DTypeCode.UInt32: Run(call.Input<uint>(0), call.Input<uint>(1), call.Output<byte>()); break;
            default: Run(call.Input<byte>(0), call.Input<byte>(1), call.Output<byte>()); break;     // uint8 and bool
        }
    }

    private static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : unmanaged, INumber<T>
    {
        int i = 0, width = Vector<T>.Count;
        if (Unsafe.SizeOf<T>() == 4)
            for (; i <= y.Length - 4 * width; i += 4 * width)                   // four vectors of 32-bit masks make one of 8-bit ones
            {
                Vector<short> low = Vector.Narrow(Mask(a, b, i), Mask(a, b, i + width)), high = Vector.Narrow(Mask(a, b, i + 2 * width), Mask(a, b, i + 3 * width));
                (Vector.AsVectorByte(Vector.Narrow(low, high)) & Vector<byte>.One).CopyTo(y[i..]);
            }
        for (; i < y.Length; i++) y[i] = TRule.Holds(a[i], b[i]) ? (byte)1 : (byte)0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector<int> Mask(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int i) => Vector.AsVectorInt32(TRule.Holds(new Vector<T>(a[i..]), new Vector<T>(b[i..])));
    }
}

/// <summary>a &gt; b.</summary>
internal sealed record Greater : Comparison<Greater.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a > b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.GreaterThan(a, b);
    }
}

/// <summary>a ≥ b.</summary>
internal sealed record GreaterEqual : Comparison<GreaterEqual.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a >= b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.GreaterThanOrEqual(a, b);
    }
}

/// <summary>a &lt; b.</summary>
internal sealed record Less : Comparison<Less.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a < b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.LessThan(a, b);
    }
}

/// <summary>a ≤ b.</summary>
internal sealed record LessEqual : Comparison<LessEqual.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a <= b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.LessThanOrEqual(a, b);
    }
}

/// <summary>a = b.</summary>
internal sealed record Equal : Comparison<Equal.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a == b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.Equals(a, b);
    }
}

/// <summary>a ≠ b.</summary>
internal sealed record NotEqual : Comparison<NotEqual.Rule>
{
    internal readonly struct Rule : IComparisonRule
    {
        public static bool Holds<T>(T a, T b) where T : unmanaged, INumber<T> => a != b;
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => ~Vector.Equals(a, b);
    }
}
