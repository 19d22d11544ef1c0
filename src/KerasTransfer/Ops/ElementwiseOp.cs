using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// An operation that computes each element of the result from the elements at the same place. Its kernel sees operands of equal length (broadcasting is
/// done before) and may be called on any stretch of them, so that the engine runs chains of such operations tile by tile.
/// </summary>
internal abstract record ElementwiseOp : Op;

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
        switch (call.OutputType.name)
        {
            case "float32": Run(call.Input<float>(0), call.Output<float>()); break;
            case "float64": Run(call.Input<double>(0), call.Output<double>()); break;
            case "int32": Run(call.Input<int>(0), call.Output<int>()); break;
            case "int64": Run(call.Input<long>(0), call.Output<long>()); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}
