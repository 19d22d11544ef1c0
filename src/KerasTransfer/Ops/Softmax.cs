using System.Numerics;
using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>eˣ / Σ eˣ over the last axis. The cross-entropies look for this node to work on its input instead.</summary>
internal sealed record Softmax : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim > 0 ? new(inputs[0].shape, inputs[0].dtype) : throw new ValueError("softmax: needs at least one axis, got a single number.");
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => y.ndim > 1;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [(dy - Sum.Over(dy * y, [-1], keepdims: true)) * y];

    public override void Run(KernelCall call)
    {
        (int rows, int columns, _) = Extent.Split(call.OutputShape, call.OutputShape.Rank - 1, call.OutputShape.Rank);
        if (columns == 0) return;
        if (call.OutputType == DType.float32) SoftmaxKernels.Softmax(call.Input<float>(0), rows, columns, call.Output<float>(), call.Pool);
        else if (call.OutputType == DType.float64)
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<double> x = call.Input<double>(0).Slice(row * columns, columns);
                Span<double> y = call.Output<double>().Slice(row * columns, columns);
                TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
                TensorPrimitives.Exp(y, y);
                TensorPrimitives.Divide(y, TensorPrimitives.Sum<double>(y), y);
            }
        else throw new NotSupportedException($"softmax is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }
}

/// <summary>x − ln Σ eˣ over the last axis.</summary>
internal sealed record LogSoftmax : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim > 0 ? new(inputs[0].shape, inputs[0].dtype) : throw new ValueError("log_softmax: needs at least one axis, got a single number.");
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => y.ndim > 1;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [dy - Sum.Over(dy, [-1], keepdims: true) * new Exp().On(y)];

    public override void Run(KernelCall call)
    {
        (int rows, int columns, _) = Extent.Split(call.OutputShape, call.OutputShape.Rank - 1, call.OutputShape.Rank);
        if (columns == 0) return;
        if (call.OutputType == DType.float32) SoftmaxKernels.LogSoftmax(call.Input<float>(0), rows, columns, call.Output<float>(), call.Pool);
        else if (call.OutputType == DType.float64)
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<double> x = call.Input<double>(0).Slice(row * columns, columns);
                Span<double> y = call.Output<double>().Slice(row * columns, columns);
                double largest = TensorPrimitives.Max(x);
                TensorPrimitives.Subtract(x, largest, y);
                TensorPrimitives.Exp(y, y);
                TensorPrimitives.Subtract(x, largest + Math.Log(TensorPrimitives.Sum<double>(y)), y);
            }
        else throw new NotSupportedException($"log_softmax is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }
}
