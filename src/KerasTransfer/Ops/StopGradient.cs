using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The input, taken as a constant by differentiation.</summary>
internal sealed record StopGradient : Op
{
    public override bool IsAlias => true;
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];
    public override void Run(KernelCall call) => call.InputBytes(0).CopyTo(call.OutputBytes());
}
