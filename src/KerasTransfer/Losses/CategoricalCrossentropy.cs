using KerasTransfer.Ops;

namespace KerasTransfer.Losses;

/// <summary>−Σ t·ln p over the classes, for targets with one number per class (one-hot).</summary>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CategoricalCrossentropy(bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string? reduction = "sum_over_batch_size", string? name = "categorical_crossentropy", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return categorical_crossentropy(y_true, y_pred, from_logits, label_smoothing, axis);
    }

    /// <summary>
    /// −Σ t·ln p over the classes. Probabilities straight from a softmax are taken back to its input; others are divided by their sum and kept within [ε, 1 − ε].
    /// </summary>
    /// <returns>The shape of the arguments without the axis of the classes.</returns>
    /// <exception cref="ValueError">The shapes differ.</exception>
    public static Tensor categorical_crossentropy(Tensor y_true, Tensor y_pred, bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        WarnOfOneColumn("categorical_crossentropy", y_pred);
        y_true = Smooth(y_true.Cast(y_pred.dtype), label_smoothing);
        Logits.CheckShapes(y_true, y_pred);
        if ((Logits.OfSoftmax(y_pred) ?? (from_logits ? y_pred : null)) is { } logits)
            return new SoftmaxCrossEntropy().On(ops.moveaxis(logits, axis, logits.ndim - 1), ops.moveaxis(y_true, axis, y_true.ndim - 1));
        Tensor p = ops.clip(y_pred / ops.sum(y_pred, axis, keepdims: true), Epsilon.Value, 1 - Epsilon.Value);
        return -ops.sum(y_true * ops.log(p), axis);
    }

    /// <summary>Says that one column cannot be a distribution over classes: the loss would be 0 whatever is predicted.</summary>
    internal static void WarnOfOneColumn(string function, Tensor y_pred)
    {
        if (y_pred.ndim > 0 && y_pred.shape[^1] == 1)
            Warning.Write($"In loss {function}, expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1. Received: y_pred.shape={y_pred.shape}. Consider using 'binary_crossentropy' if you only have 2 classes.");
    }

    /// <summary>Targets drawn towards an even distribution over the last axis.</summary>
    internal static Tensor Smooth(Tensor y_true, double label_smoothing) =>
        label_smoothing == 0 ? y_true : y_true * (1 - label_smoothing) + label_smoothing / y_true.shape[^1];
}
