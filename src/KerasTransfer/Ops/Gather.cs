using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Rows of the first input by int64 numbers: (n, …), (…numbers) → (…numbers, …).</summary>
internal sealed record Gather : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[1].dtype == DType.int64 ? new(inputs[1].shape.Concat(inputs[0].shape[1..]), inputs[0].dtype) : throw new ValueError($"take needs indices of type int64, got {inputs[1].dtype}.");

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new ScatterAdd(y.Inputs[0].shape[0]).On(dy.Reshape(new Shape(-1).Concat(y.Inputs[0].shape[1..])), y.Inputs[1].Reshape(-1)), null];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<byte> x = call.InputBytes(0);
        ReadOnlySpan<long> rows = call.Input<long>(1);
        Span<byte> y = call.OutputBytes();
        int count = call.InputShape(0)[0], row = rows.Length == 0 ? 0 : y.Length / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 || rows[i] >= count) throw new ValueError($"take: index {rows[i]} is out of range for an axis of length {count}.");
            x.Slice((int)rows[i] * row, row).CopyTo(y[(i * row)..]);
        }
    }
}

/// <summary>Adds rows to zeros at int64 row numbers, in order: (m, …), (m) → (Count, …). Numbers outside are dropped.</summary>
internal sealed record ScatterAdd(int Count) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(new Shape(Count).Concat(inputs[0].shape[1..]), inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Gather().On(dy, y.Inputs[1]), null];

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.name)
        {
            case "float32": Run<float>(call); break;
            case "float64": Run<double>(call); break;
            case "int32": Run<int>(call); break;
            case "int64": Run<long>(call); break;
            default: throw new NotSupportedException($"segment_sum is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        ReadOnlySpan<long> rows = call.Input<long>(1);
        Span<T> y = call.Output<T>();
        y.Clear();
        int row = rows.Length == 0 ? 0 : x.Length / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 || rows[i] >= Count) continue;
            if (row == 1) { y[(int)rows[i]] += x[i]; continue; }
            Span<T> target = y.Slice((int)rows[i] * row, row);
            TensorPrimitives.Add(target, x.Slice(i * row, row), target);
        }
    }
}
