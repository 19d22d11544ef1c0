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
            total += x.shape[Axis];
        }
        return new(first.With(Axis, total), inputs[0].dtype);
    }

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
        Shape shape = call.OutputShape;
        int outer = checked((int)shape[..Axis].Size), inner = checked((int)shape[(Axis + 1)..].Size * call.OutputType.Size);
        Span<byte> y = call.OutputBytes();
        int row = shape[Axis] * inner, at = 0;
        for (int i = 0; i < call.InputCount; i++)
        {
            int piece = call.InputShape(i)[Axis] * inner;
            ReadOnlySpan<byte> x = call.InputBytes(i);
            for (int o = 0; o < outer; o++) x.Slice(o * piece, piece).CopyTo(y.Slice(o * row + at, piece));
            at += piece;
        }
    }
}
