using KerasTransfer.Ops;

namespace KerasTransfer.Losses;

/// <summary>
/// What a softmax or sigmoid was computed from. A cross-entropy of predictions that come straight from one is computed from its input: exact where the
/// probabilities are 0 or 1 to the last bit. Anything in between, a reshape say, hides it.
/// </summary>
internal static class Logits
{
    /// <summary>The input of the softmax that <paramref name="y"/> is, or null.</summary>
    public static Tensor? OfSoftmax(Tensor y) => y switch
    {
        { Op: Softmax, Inputs: [var x] } => x,
        // over another axis than the last: moved to the end and back
        { Op: Transpose, Inputs: [{ Op: Softmax, Inputs: [{ Op: Transpose, Inputs: [var x] }] }] } when x.shape == y.shape => x,
        _ => null,
    };

    /// <summary>The input of the sigmoid that <paramref name="y"/> is, or null.</summary>
    public static Tensor? OfSigmoid(Tensor y) => y is { Op: Sigmoid, Inputs: [var x] } ? x : null;

    /// <summary>Element by element, −z·ln σ(x) − (1 − z)·ln(1 − σ(x)), without overflow. At x = 0 the gradient is σ(0) − z as everywhere.</summary>
    public static Tensor BinaryCrossEntropy(Tensor z, Tensor x)
    {
        Tensor positive = x >= 0;
        return ops.where(positive, x, 0) - x * z + ops.log1p(ops.exp(ops.where(positive, -x, x)));
    }

    /// <summary>Complains where targets and predictions of a cross-entropy differ in shape.</summary>
    /// <exception cref="ValueError">They do.</exception>
    public static void CheckShapes(Tensor target, Tensor output)
    {
        string received = $"Received: target.shape={target.shape}, output.shape={output.shape}";
        string sparse = target.ndim == output.ndim - 1 || (target.ndim == output.ndim && target.ndim > 0 && target.shape[^1] == 1)
            ? ". If the targets are class numbers, use the sparse_categorical_crossentropy loss, or turn them into keras.utils.to_categorical(y)." : "";
        if (target.ndim < 1) throw new ValueError($"Arguments `target` and `output` must be at least rank 1. {received}");
        if (target.ndim != output.ndim) throw new ValueError($"Arguments `target` and `output` must have the same rank (ndim). {received}{sparse}");
        if (target.shape != output.shape) throw new ValueError($"Arguments `target` and `output` must have the same shape. {received}{sparse}");
    }
}
