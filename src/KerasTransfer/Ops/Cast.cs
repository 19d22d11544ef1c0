using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The same values in another type: floats to whole numbers towards zero, anything not zero to true.</summary>
internal sealed record Cast(DType To) : ElementwiseOp
{
    public override string Name => $"Cast[{To}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, To);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [y.Inputs[0].dtype.IsFloating && To.IsFloating ? new Cast(y.Inputs[0].dtype).On(dy) : null];

    public override void Run(KernelCall call)
    {
        switch (call.InputType(0).name)
        {
            case "float32": From<float>(call); break;
            case "float64": From<double>(call); break;
            case "int8": From<sbyte>(call); break;
            case "int16": From<short>(call); break;
            case "int32": From<int>(call); break;
            case "int64": From<long>(call); break;
            case "uint32": From<uint>(call); break;
            default: From<byte>(call); break;                                   // uint8 and bool
        }
    }

    private static void From<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        switch (call.OutputType.name)
        {
            case "float32": TensorPrimitives.ConvertTruncating(x, call.Output<float>()); break;
            case "float64": TensorPrimitives.ConvertTruncating(x, call.Output<double>()); break;
            case "int8": TensorPrimitives.ConvertTruncating(x, call.Output<sbyte>()); break;
            case "int16": TensorPrimitives.ConvertTruncating(x, call.Output<short>()); break;
            case "int32": TensorPrimitives.ConvertTruncating(x, call.Output<int>()); break;
            case "int64": TensorPrimitives.ConvertTruncating(x, call.Output<long>()); break;
            case "uint32": TensorPrimitives.ConvertTruncating(x, call.Output<uint>()); break;
            case "uint8": TensorPrimitives.ConvertTruncating(x, call.Output<byte>()); break;
            default:
                Span<byte> y = call.Output<byte>();
                for (int i = 0; i < y.Length; i++) y[i] = x[i] != T.Zero ? (byte)1 : (byte)0;
                break;
        }
    }
}
