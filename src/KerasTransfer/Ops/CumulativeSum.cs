using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Each element is the sum of those up to it along an axis; from the end if <see cref="Reverse"/>.</summary>
internal sealed record CumulativeSum(int Axis, bool Reverse) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new CumulativeSum(Axis, !Reverse).On(dy)];

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.name)
        {
            case "float32": Run<float>(call); break;
            case "float64": Run<double>(call); break;
            case "int32": Run<int>(call); break;
            case "int64": Run<long>(call); break;
            default: throw new NotSupportedException($"cumsum is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        Span<T> y = call.Output<T>();
        int axis = call.OutputShape[Axis], inner = (int)call.OutputShape[(Axis + 1)..].Size;
        x.CopyTo(y);
        for (int begin = 0; begin < y.Length; begin += axis * inner)
        {
            Span<T> block = y.Slice(begin, axis * inner);
            if (Reverse) for (int i = block.Length - inner - 1; i >= 0; i--) block[i] += block[i + inner];
            else for (int i = inner; i < block.Length; i++) block[i] += block[i - inner];
        }
    }
}
