using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>−Σ t·ln softmax(x) over the last axis: logits x (…, classes), targets t of the same shape → (…).</summary>
internal sealed record SoftmaxCrossEntropy : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].shape == inputs[1].shape
        ? new(inputs[0].shape[..^1], inputs[0].dtype) : throw new ValueError($"softmax cross-entropy: logits of shape {inputs[0].shape} and targets of shape {inputs[1].shape} differ.");

    // As TensorFlow has it, softmax(x) − t, also for targets that do not add up to one (several classes at once), where the derivative would be softmax(x)·Σt − t.
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor logits, Tensor targets) = (y.Inputs[0], y.Inputs[1]);
        Tensor per_row = dy.Reshape(dy.shape.Concat(1));
        return [(new Softmax().On(logits) - targets) * per_row, -new LogSoftmax().On(logits) * per_row];
    }

    public override void Run(KernelCall call)
    {
        int classes = call.InputShape(0)[^1], rows = checked((int)call.OutputShape.Size);
        if (call.OutputType == DType.float32) SoftmaxKernels.CrossEntropy(call.Input<float>(0), call.Input<float>(1), rows, classes, call.Output<float>(), default, call.Pool);
        else if (call.OutputType == DType.float64) Rows(call.Input<double>(0), call.Input<double>(1), call.Output<double>(), classes);
        else throw new NotSupportedException($"softmax cross-entropy is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }

    private static void Rows(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> y, int classes)
    {
        double[] shifted = new double[classes];
        for (int row = 0; row < y.Length; row++)
        {
            ReadOnlySpan<double> x = logits.Slice(row * classes, classes), t = targets.Slice(row * classes, classes);
            double log = SparseCrossEntropy.LogSum(x, shifted), sum = 0;
            for (int i = 0; i < classes; i++) sum += t[i] * (log - shifted[i]);
            y[row] = sum;
        }
    }
}
