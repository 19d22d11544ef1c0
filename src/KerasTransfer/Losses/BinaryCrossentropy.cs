namespace KerasTransfer.Losses;

/// <summary>The mean of −t·ln p − (1 − t)·ln(1 − p) over an axis, for targets 0 and 1.</summary>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
/// <param name="axis">The axis that is averaged over.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class BinaryCrossentropy(bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string? reduction = "sum_over_batch_size", string? name = "binary_crossentropy", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return binary_crossentropy(y_true, y_pred, from_logits, label_smoothing, axis);
    }

    /// <summary>The mean of −t·ln p − (1 − t)·ln(1 − p) over an axis. Probabilities straight from a sigmoid are taken back to its input; others are kept within [ε, 1 − ε].</summary>
    /// <returns>The shape of the arguments without the axis.</returns>
    /// <exception cref="ValueError">The shapes differ.</exception>
    [KerasName("bce", "BCE")]
    public static Tensor binary_crossentropy(Tensor y_true, Tensor y_pred, bool from_logits = false, double label_smoothing = 0.0, int axis = -1) =>
        ops.mean(Elements(Smooth(y_true.Cast(y_pred.dtype), label_smoothing), y_pred, from_logits), axis);

    /// <summary>Targets drawn towards one half.</summary>
    internal static Tensor Smooth(Tensor y_true, double label_smoothing) => label_smoothing == 0 ? y_true : y_true * (1 - label_smoothing) + 0.5 * label_smoothing;

    /// <summary>The cross-entropy of each element.</summary>
    internal static Tensor Elements(Tensor y_true, Tensor y_pred, bool from_logits)
    {
        Logits.CheckShapes(y_true, y_pred);
        if ((Logits.OfSigmoid(y_pred) ?? (from_logits ? y_pred : null)) is { } logits) return Logits.BinaryCrossEntropy(y_true, logits);
        Tensor p = ops.clip(y_pred, Epsilon.Value, 1 - Epsilon.Value);
        return -(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p));
    }
}
