using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// An operation that computes each element of the result from the elements at the same place. Its kernel sees operands of equal length (broadcasting is
/// done before) and may be called on any stretch of them, so that the engine runs chains of such operations tile by tile. The result may lie where an
/// operand with elements of the same width lies.
/// </summary>
internal abstract record ElementwiseOp : Op
{
    public sealed override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled)
    {
        for (int i = 0; i < sampled.Length; i++)
        {
            Tensor x = y.Inputs[i];
            if (sampled[i] ? x.ndim != y.ndim || x.shape[0] != y.shape[0] : !IsAlike(x, y.ndim)) return false;
        }
        return true;
    }

    // The same for all samples: nothing of it is tied to a place in the batch.
    private static bool IsAlike(Tensor x, int rank) => x.ndim < rank || x.shape[0] == 1 || x.Op is Full || x is { Op: BroadcastTo, Inputs: [var z] } && IsAlike(z, x.ndim);
}

/// <summary>One input, result of the same type.</summary>
internal abstract record UnaryOp : ElementwiseOp
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);

    /// <summary>The gradient of <paramref name="x"/>, given that of y.</summary>
    protected abstract Tensor? Gradient(Tensor x, Tensor y, Tensor dy);
    public sealed override Tensor?[] Gradient(Tensor y, Tensor dy) => [Gradient(y.Inputs[0], y, dy)];

    protected abstract void Run(ReadOnlySpan<float> x, Span<float> y);
    protected virtual void Run(ReadOnlySpan<double> x, Span<double> y) => throw new NotSupportedException($"{Name} is not supported for float64 tensors. Cast to float32 first.");
    protected virtual void Run(ReadOnlySpan<int> x, Span<int> y) => throw new NotSupportedException($"{Name} is not supported for integer tensors. Cast to float32 first.");
    protected virtual void Run(ReadOnlySpan<long> x, Span<long> y) => throw new NotSupportedException($"{Name} is not supported for integer tensors. Cast to float32 first.");

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Run(call.Input<float>(0), call.Output<float>()); break;
            case DTypeCode.Float64: Run(call.Input<double>(0), call.Output<double>()); break;
            case DTypeCode.Int32: Run(call.Input<int>(0), call.Output<int>()); break;
            case DTypeCode.Int64: Run(call.Input<long>(0), call.Output<long>()); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}

/// <summary>One input of any type of numbers.</summary>
internal abstract record NumberOp : UnaryOp
{
    protected abstract void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>;
    protected sealed override void Run(ReadOnlySpan<float> x, Span<float> y) => Run<float>(x, y);
    protected sealed override void Run(ReadOnlySpan<double> x, Span<double> y) => Run<double>(x, y);
    protected sealed override void Run(ReadOnlySpan<int> x, Span<int> y) => Run<int>(x, y);
    protected sealed override void Run(ReadOnlySpan<long> x, Span<long> y) => Run<long>(x, y);

    public sealed override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Int8: Run(call.Input<sbyte>(0), call.Output<sbyte>()); break;
            case DTypeCode.Int16: Run(call.Input<short>(0), call.Output<short>()); break;
            case DTypeCode.UInt8: Run(call.Input<byte>(0), call.Output<byte>()); break;
            case DTypeCode.UInt32: Run(call.Input<uint>(0), call.Output<uint>()); break;
            default: base.Run(call); break;
        }
    }
}

/// <summary>One input of floating-point numbers.</summary>
internal abstract record RealOp : UnaryOp
{
    protected abstract void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => Run<float>(x, y);
    protected sealed override void Run(ReadOnlySpan<double> x, Span<double> y) => Run<double>(x, y);
}
