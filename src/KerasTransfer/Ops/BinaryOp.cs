using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Two inputs of one type, broadcast against each other as in NumPy.</summary>
internal abstract record BinaryOp : ElementwiseOp
{
    /// <summary>The node of <paramref name="op"/> on inputs brought to a common type.</summary>
    public static Tensor Apply(BinaryOp op, Tensor a, Tensor b)
    {
        DType common = op.Common(a, b);
        return op.On(a.Cast(common), b.Cast(common));
    }

    protected virtual DType Common(Tensor a, Tensor b) => Promotion.Of(a, b);

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Broadcast.Shapes(Name, inputs), inputs[0].dtype);

    /// <summary>The gradients before broadcasting is undone.</summary>
    protected abstract (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy);

    public sealed override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor b) = (y.Inputs[0], y.Inputs[1]);
        (Tensor? da, Tensor? db) = Gradient(a, b, y, dy);
        return [da is null ? null : Broadcast.Undo(da, a.shape), db is null ? null : Broadcast.Undo(db, b.shape)];
    }

    protected abstract void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y);
    protected virtual void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => throw new NotSupportedException($"{Name} is not supported for float64 tensors. Cast to float32 first.");
    protected virtual void Run(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> y) => throw new NotSupportedException($"{Name} is not supported for integer tensors. Cast to float32 first.");
    protected virtual void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> y) => throw new NotSupportedException($"{Name} is not supported for integer tensors. Cast to float32 first.");

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.name)
        {
            case "float32": Run(call.Input<float>(0), call.Input<float>(1), call.Output<float>()); break;
            case "float64": Run(call.Input<double>(0), call.Input<double>(1), call.Output<double>()); break;
            case "int32": Run(call.Input<int>(0), call.Input<int>(1), call.Output<int>()); break;
            case "int64": Run(call.Input<long>(0), call.Input<long>(1), call.Output<long>()); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}
