using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
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
        int classes = call.InputShape(0)[^1];
        if (call.OutputType == DType.float32) Rows(call.Input<float>(0), call.Input<long>(1), call.Output<float>(), classes);
        else if (call.OutputType == DType.float64) Rows(call.Input<double>(0), call.Input<long>(1), call.Output<double>(), classes);
        else throw new NotSupportedException($"sparse cross-entropy is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }

    private static void Rows<T>(ReadOnlySpan<T> logits, ReadOnlySpan<long> labels, Span<T> y, int classes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(classes);
        Span<T> exponentials = rented.AsSpan(0, classes);
        for (int row = 0; row < y.Length; row++)
        {
            long label = labels[row];
            if (label < 0 || label >= classes)
                throw new ValueError($"Received a label value of {label} which is outside the valid range of [0, {classes}).  Label values: {string.Join(" ", labels[..Math.Min(labels.Length, 10)].ToArray())}. Check that the last layer has as many units as there are classes and that labels start at 0.");
            ReadOnlySpan<T> x = logits.Slice(row * classes, classes);
            T largest = TensorPrimitives.Max(x);
            TensorPrimitives.Subtract(x, largest, exponentials);
            TensorPrimitives.Exp<T>(exponentials, exponentials);
            y[row] = T.Log(TensorPrimitives.Sum<T>(exponentials)) - (x[(int)label] - largest);
        }
        ArrayPool<T>.Shared.Return(rented);
    }
}
