using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>For each value of the second input, the place (int64) at which it would keep the first, an ascending row of the same type, sorted: before equal ones, or after them with <see cref="Right"/>.</summary>
internal sealed record SearchSorted(bool Right) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[0].ndim != 1 ? throw new ValueError($"`searchsorted` only supports 1-D sorted sequences. Received: sorted_sequence.shape={inputs[0].shape}")
        : inputs[0].dtype != inputs[1].dtype ? throw new ValueError($"searchsorted: both inputs must have one type, got {inputs[0].dtype} and {inputs[1].dtype}.")
        : new(inputs[1].shape, DType.int64);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null, null];

    public override void Run(KernelCall call)
    {
        switch (call.InputType(0).Code)
        {
            case DTypeCode.Float32: Run<float>(call); break;
            case DTypeCode.Float64: Run<double>(call); break;
            case DTypeCode.Int8: Run<sbyte>(call); break;
            case DTypeCode.Int16: Run<short>(call); break;
            case DTypeCode.Int32: Run<int>(call); break;
            case DTypeCode.Int64: Run<long>(call); break;
            case DTypeCode.UInt32: Run<uint>(call); break;
            default: Run<byte>(call); break;                                    // uint8 and bool
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> sorted = call.Input<T>(0), values = call.Input<T>(1);
        Span<long> y = call.Output<long>();
        for (int i = 0; i < y.Length; i++)
        {
            int low = 0, high = sorted.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (sorted[middle] < values[i] || (Right && sorted[middle] == values[i])) low = middle + 1; else high = middle;
            }
            y[i] = low;
        }
    }
}
