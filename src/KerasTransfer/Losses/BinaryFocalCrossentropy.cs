namespace KerasTransfer.Losses;

/// <summary>Binary cross-entropy times (1 − the probability given to the truth)^γ, so that what is easy counts less. Lin et al. 2017, https://arxiv.org/abs/1708.02002.</summary>
/// <param name="apply_class_balancing">Weighs class 1 with α and class 0 with 1 − α.</param>
/// <param name="alpha">The weight of class 1.</param>
/// <param name="gamma">How much less the easy ones count; 0 is plain cross-entropy.</param>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
/// <param name="axis">The axis that is averaged over.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class BinaryFocalCrossentropy(bool apply_class_balancing = false, double alpha = 0.25, double gamma = 2.0, bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string? reduction = "sum_over_batch_size", string? name = "binary_focal_crossentropy", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return binary_focal_crossentropy(y_true, y_pred, apply_class_balancing, alpha, gamma, from_logits, label_smoothing, axis);
    }

    /// <summary>The mean of (1 − p_t)^γ·(binary cross-entropy) over an axis, where p_t is the probability given to the truth.</summary>
    /// <returns>The shape of the arguments without the axis.</returns>
    /// <exception cref="ValueError">The shapes differ.</exception>
    public static Tensor binary_focal_crossentropy(Tensor y_true, Tensor y_pred, bool apply_class_balancing = false, double alpha = 0.25, double gamma = 2.0,
        bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        Logits.CheckShapes(y_true, y_pred);
        y_true = BinaryCrossentropy.Smooth(y_true.Cast(y_pred.dtype), label_smoothing);
        if (from_logits) y_pred = ops.sigmoid(y_pred);
        Tensor focal = ops.power(1 - (y_true * y_pred + (1 - y_true) * (1 - y_pred)), gamma) * BinaryCrossentropy.Elements(y_true, y_pred, from_logits: false);
        if (apply_class_balancing) focal = (y_true * alpha + (1 - y_true) * (1 - alpha)) * focal;
        return ops.mean(focal, axis);
    }
}
