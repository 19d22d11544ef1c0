using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Slices of the first input along an axis by int64 numbers: (before, n, after), (…numbers) → (before, …numbers, after).</summary>
internal sealed record Gather(int Axis = 0) : Op
{
    public override string Name => $"Gather[{Axis}]";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[1].dtype == DType.int64 ? new(inputs[0].shape[..Axis].Concat(inputs[1].shape).Concat(inputs[0].shape[(Axis + 1)..]), inputs[0].dtype)
        : throw new ValueError($"take needs indices of type int64, got {inputs[1].dtype}.");

    // Rows of a table by the samples' numbers, or the same places of each sample.
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Axis == 0 ? !sampled[0] && y.Inputs[1].ndim > 0 : sampled[0] && !sampled[1];

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor indices) = (y.Inputs[0], y.Inputs[1]);
        dy = dy.Reshape(x.shape[..Axis].Concat((int)indices.shape.Size).Concat(x.shape[(Axis + 1)..]));
        Tensor dx = new ScatterAdd(x.shape[Axis]).On(Axis == 0 ? dy : ops.moveaxis(dy, Axis, 0), indices.Reshape((int)indices.shape.Size));
        return [Axis == 0 ? dx : ops.moveaxis(dx, 0, Axis), null];
    }

    public override void Run(KernelCall call)
    {
        (int outer, int count, int inner) = Extent.Split(call.InputShape(0), Axis, Axis + 1);
        ReadOnlySpan<byte> x = call.InputBytes(0);
        ReadOnlySpan<long> places = call.Input<long>(1);
        Span<byte> y = call.OutputBytes();
        inner *= call.OutputType.Size;
        if (y.IsEmpty) return;
        for (int o = 0; o < outer; o++)
            if (RowKernels.Gather(x.Slice(o * count * inner, count * inner), inner, places, y.Slice(o * places.Length * inner, places.Length * inner), call.Pool) is var wrong and >= 0)
                throw new ValueError($"take: index {places[wrong]} is out of range for an axis of length {count}.");
    }
}

/// <summary>Adds rows to zeros at int64 row numbers, in order: (m, …), (m) → (Count, …). Numbers outside are dropped.</summary>
internal sealed record ScatterAdd(int Count) : Op
{
    public override string Name => $"ScatterAdd[{Count}]";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[1].dtype == DType.int64 && inputs[1].ndim == 1 && inputs[0].ndim > 0 && inputs[0].shape[0] == inputs[1].shape[0] ? new(new Shape(Count).Concat(inputs[0].shape[1..]), inputs[0].dtype)
        : throw new ValueError($"segment_sum: expected as many int64 numbers as rows, got rows of shape {inputs[0].shape} and numbers of shape {inputs[1].shape}, {inputs[1].dtype}.");

    // A number outside took nothing, and gets nothing.
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor rows = y.Inputs[1];
        Tensor inside = (rows >= 0) & (rows < Count);
        if (Count == 0) return [ops.zeros_like(y.Inputs[0]), null];
        Tensor taken = new Gather().On(dy, Select.Of(inside, rows, 0));
        return [Select.Of(inside.Reshape(new Shape(rows.shape[0]).Concat(new Shape([.. Enumerable.Repeat(1, taken.ndim - 1)]))), taken, 0), null];
    }

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32:
                call.Output<float>().Clear();
                ReadOnlySpan<long> rows = call.Input<long>(1);
                int columns = Extent.Of(call.OutputShape.Dims[1..]);
                if (RowKernels.ScatterAdd(call.Input<float>(0), rows, columns, call.Output<float>(), call.Pool) >= 0) Run<float>(call);   // one is outside: nothing was added yet
                break;
            case DTypeCode.Float64: Run<double>(call); break;
            case DTypeCode.Int8: Run<sbyte>(call); break;
            case DTypeCode.Int16: Run<short>(call); break;
            case DTypeCode.Int32: Run<int>(call); break;
            case DTypeCode.Int64: Run<long>(call); break;
            case DTypeCode.UInt32: Run<uint>(call); break;
            case DTypeCode.UInt8: Run<byte>(call); break;
            default: throw new NotSupportedException($"segment_sum is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        ReadOnlySpan<long> rows = call.Input<long>(1);
        Span<T> y = call.Output<T>();
        y.Clear();
        int row = Extent.Of(call.OutputShape.Dims[1..]);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 || rows[i] >= Count) continue;
            Span<T> target = y.Slice((int)rows[i] * row, row);
            TensorPrimitives.Add(target, x.Slice(i * row, row), target);
        }
    }
}
