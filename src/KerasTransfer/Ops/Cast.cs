using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The same values in another type: floats to whole numbers towards zero, integers wrap, anything not zero is true.</summary>
internal sealed record Cast(DType To) : ElementwiseOp
{
    public override string Name => $"Cast[{To}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, To);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [y.Inputs[0].dtype.IsFloating && To.IsFloating ? dy.Cast(y.Inputs[0].dtype) : null];

    public override void Run(KernelCall call)
    {
        switch (call.InputType(0).Code)
        {
            case DTypeCode.Float32: From<float>(call); break;
            case DTypeCode.Float64: From<double>(call); break;
            case DTypeCode.Int8: From<sbyte>(call); break;
            case DTypeCode.Int16: From<short>(call); break;
            case DTypeCode.Int32: From<int>(call); break;
            case DTypeCode.Int64: From<long>(call); break;
            case DTypeCode.UInt32: From<uint>(call); break;
            default: From<byte>(call); break;                                   // uint8 and bool
        }
    }

    private static void From<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: KerasTransfer.Cast.Convert(x, call.Output<float>(), toBool: false); break;
            case DTypeCode.Float64: KerasTransfer.Cast.Convert(x, call.Output<double>(), toBool: false); break;
            case DTypeCode.Int8: KerasTransfer.Cast.Convert(x, call.Output<sbyte>(), toBool: false); break;
            case DTypeCode.Int16: KerasTransfer.Cast.Convert(x, call.Output<short>(), toBool: false); break;
            case DTypeCode.Int32: KerasTransfer.Cast.Convert(x, call.Output<int>(), toBool: false); break;
            case DTypeCode.Int64: KerasTransfer.Cast.Convert(x, call.Output<long>(), toBool: false); break;
            case DTypeCode.UInt32: KerasTransfer.Cast.Convert(x, call.Output<uint>(), toBool: false); break;
            case DTypeCode.UInt8: KerasTransfer.Cast.Convert(x, call.Output<byte>(), toBool: false); break;
            default: KerasTransfer.Cast.Convert(x, call.Output<byte>(), toBool: true); break;
        }
    }
}
