using System.Numerics;
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

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Broadcast.Shapes(Name, inputs), inputs[0].dtype == inputs[1].dtype ? inputs[0].dtype
        : throw new ValueError($"{Name}: both inputs must have one type, got {inputs[0].dtype} and {inputs[1].dtype}."));

    /// <summary>The gradients before broadcasting is undone.</summary>
    protected abstract (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy);

    public sealed override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor b) = (y.Inputs[0], y.Inputs[1]);
        (Tensor? da, Tensor? db) = Gradient(a, b, y, dy);
        return [da is null ? null : Broadcast.Undo(da, a.shape), db is null ? null : Broadcast.Undo(db, b.shape)];
    }
}

/// <summary>Two inputs of any type of numbers, result of the same; bools count as int32.</summary>
internal abstract record ArithmeticOp : BinaryOp
{
    protected override DType Common(Tensor a, Tensor b) => base.Common(a, b) is var common && common == DType.@bool ? DType.int32 : common;

    protected abstract void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>;

    public sealed override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Run(call.Input<float>(0), call.Input<float>(1), call.Output<float>()); break;
            case DTypeCode.Float64: Run(call.Input<double>(0), call.Input<double>(1), call.Output<double>()); break;
            case DTypeCode.Int8: Run(call.Input<sbyte>(0), call.Input<sbyte>(1), call.Output<sbyte>()); break;
            case DTypeCode.Int16: Run(call.Input<short>(0), call.Input<short>(1), call.Output<short>()); break;
            case DTypeCode.Int32: Run(call.Input<int>(0), call.Input<int>(1), call.Output<int>()); break;
            case DTypeCode.Int64: Run(call.Input<long>(0), call.Input<long>(1), call.Output<long>()); break;
            case DTypeCode.UInt8: Run(call.Input<byte>(0), call.Input<byte>(1), call.Output<byte>()); break;
            case DTypeCode.UInt32: Run(call.Input<uint>(0), call.Input<uint>(1), call.Output<uint>()); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}
