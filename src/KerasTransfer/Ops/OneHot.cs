using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>A new last axis with 1 at the class number and 0 elsewhere; all 0 for a number that is no class.</summary>
internal sealed record OneHot(int Classes, DType DType) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[0].dtype == DType.int64 ? new(inputs[0].shape.Concat(Classes), DType) : throw new ValueError($"one_hot needs class numbers of type int64, got {inputs[0].dtype}.");
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        if (call.OutputType != DType.float32) throw new NotSupportedException($"one_hot gives float32, not {call.OutputType}. Cast the result.");
        ReadOnlySpan<long> labels = call.Input<long>(0);
        Span<float> y = call.Output<float>();
        y.Clear();
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] >= 0 && labels[i] < Classes) y[i * Classes + (int)labels[i]] = 1;
    }
}
