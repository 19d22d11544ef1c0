using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>eˣ / Σ eˣ over the last axis. The cross-entropies look for this node to work on its input instead.</summary>
internal sealed record Softmax : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [(dy - Sum.Over(dy * y, [-1], keepdims: true)) * y];

    public override void Run(KernelCall call)
    {
        if (call.OutputType != DType.float32) throw new NotSupportedException($"softmax is not supported for tensors of {call.OutputType}. Cast to float32 first.");
        int columns = call.OutputShape[^1];
        SoftmaxKernels.Softmax(call.Input<float>(0), columns == 0 ? 0 : (int)(call.OutputShape.Size / columns), columns, call.Output<float>(), call.Pool);
    }
}

/// <summary>x − ln Σ eˣ over the last axis.</summary>
internal sealed record LogSoftmax : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [dy - Sum.Over(dy, [-1], keepdims: true) * new Exp().On(y)];

    public override void Run(KernelCall call)
    {
        if (call.OutputType != DType.float32) throw new NotSupportedException($"log_softmax is not supported for tensors of {call.OutputType}. Cast to float32 first.");
        int columns = call.OutputShape[^1];
        SoftmaxKernels.LogSoftmax(call.Input<float>(0), columns == 0 ? 0 : (int)(call.OutputShape.Size / columns), columns, call.Output<float>(), call.Pool);
    }
}
