using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Joins tensors of one type along an axis.</summary>
internal sealed record Concat(int Axis) : Op
{
    public override string Name => $"Concat[{Axis}]";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Shape first = inputs[0].shape;
        int total = 0;
        foreach (Tensor x in inputs)
        {
            if (x.ndim != first.Rank || x.shape.With(Axis, 0) != first.With(Axis, 0))
                throw new ValueError($"concatenate: all shapes must agree except along axis {Axis}. Received: {string.Join(", ", inputs.Select(i => i.shape))}.");
            if (x.dtype != inputs[0].dtype) throw new ValueError($"concatenate: all tensors must have one type. Received: {string.Join(", ", inputs.Select(i => i.dtype))}.");
            total = checked(total + x.shape[Axis]);
        }
        return new(first.With(Axis, total), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Axis > 0 && !sampled.Contains(false);

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor?[] parts = new Tensor?[y.Inputs.Count];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int length = y.Inputs[i].shape[Axis];
            parts[i] = Slice.Along(dy, Axis, start, length);
            start += length;
        }
        return parts;
    }

    public override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Extent.Split(call.OutputShape, Axis, Axis + 1);
        Span<byte> y = call.OutputBytes();
        inner *= call.OutputType.Size;                                          // the whole fits a span, so no row overflows
        for (int i = 0, at = 0; i < call.InputCount; i++)
        {
            int piece = call.InputShape(i).Dims[Axis] * inner;
            RowKernels.Concatenate(call.InputBytes(i), outer, piece, y, axis * inner, at, call.Pool);
            at += piece;
        }
    }
}
