using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// −ln of the probability that the softmax of a row of logits gives to its class: logits (rows, classes), class numbers int64 (rows) → (rows).
/// A class number that is none of the columns is an error.
/// </summary>
internal sealed record SparseCrossEntropy : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[1].shape, inputs[0].dtype);

    // d/dx = softmax(x) − one_hot(class)
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor logits, Tensor labels) = (y.Inputs[0], y.Inputs[1]);
        return [(new Softmax().On(logits) - new OneHot(logits.shape[^1], logits.dtype).On(labels)) * dy.Reshape(dy.shape.Concat(1)), null];
    }

    public override void Run(KernelCall call)
    {
        int classes = call.InputShape(0)[^1], rows = checked((int)call.OutputShape.Size);
        ReadOnlySpan<long> labels = call.Input<long>(1);
        foreach (long label in labels)
            if (label < 0 || label >= classes)
                throw new ValueError($"Received a label value of {label} which is outside the valid range of [0, {classes}).  Label values: {string.Join(" ", labels[..Math.Min(labels.Length, 10)].ToArray())}. Check that the last layer has as many units as there are classes and that labels start at 0.");
        if (call.OutputType == DType.float32) SoftmaxKernels.SparseCrossEntropy(call.Input<float>(0), labels, rows, classes, call.Output<float>(), default, call.Pool);
        else if (call.OutputType == DType.float64) Rows(call.Input<double>(0), labels, call.Output<double>(), classes);
        else throw new NotSupportedException($"sparse cross-entropy is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }

    private static void Rows(ReadOnlySpan<double> logits, ReadOnlySpan<long> labels, Span<double> y, int classes)
    {
        double[] shifted = new double[classes];
        for (int row = 0; row < y.Length; row++) y[row] = LogSum(logits.Slice(row * classes, classes), shifted) - shifted[labels[row]];
    }

    /// <summary>Writes x − max x and gives ln Σ e^(x − max x).</summary>
    internal static double LogSum(ReadOnlySpan<double> x, Span<double> shifted)
    {
        if (x.IsEmpty) return 0;
        double largest = TensorPrimitives.Max(x), sum = 0;
        for (int i = 0; i < x.Length; i++) sum += Math.Exp(shifted[i] = x[i] - largest);
        return Math.Log(sum);
    }
}
