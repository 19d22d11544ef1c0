using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The input stretched to a shape. The stretching is done where operands are read, so the kernel itself copies.</summary>
internal sealed record BroadcastTo(Shape Shape) : ElementwiseOp
{
    public override string Name => $"BroadcastTo{Shape}";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        Broadcast.Shapes(Name, inputs[0].shape, Shape) == Shape ? new(Shape, inputs[0].dtype)
        : throw new ValueError($"broadcast_to: a tensor of shape {inputs[0].shape} cannot be stretched to {Shape}.");
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [Broadcast.Undo(dy, y.Inputs[0].shape)];
    public override void Run(KernelCall call) => call.InputBytes(0).CopyTo(call.OutputBytes());
}
