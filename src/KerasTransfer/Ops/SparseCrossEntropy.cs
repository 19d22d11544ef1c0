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
        ReadOnlySpan<float> logits = call.Input<float>(0);
        ReadOnlySpan<long> labels = call.Input<long>(1);
        Span<float> y = call.Output<float>();
        int classes = call.InputShape(0)[^1];
        for (int row = 0; row < y.Length; row++)
        {
            long label = labels[row];
            if (label < 0 || label >= classes)
                throw new ValueError($"Received a label value of {label} which is outside the valid range of [0, {classes}). Label values: {string.Join(" ", labels[..Math.Min(labels.Length, 10)].ToArray())}. Check that the last layer has as many units as there are classes and that labels start at 0.");
            ReadOnlySpan<float> x = logits.Slice(row * classes, classes);
            float largest = System.Numerics.Tensors.TensorPrimitives.Max(x);
            float sum = 0;
            foreach (float v in x) sum += MathF.Exp(v - largest);
            y[row] = MathF.Log(sum) - (x[(int)label] - largest);
        }
    }
}
