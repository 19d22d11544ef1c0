namespace KerasTransfer.Losses;

/// <summary>Categorical cross-entropy times α·(1 − p)^γ, so that what is easy counts less. Lin et al. 2017, https://arxiv.org/abs/1708.02002.</summary>
/// <param name="alpha">A factor for all classes.</param>
/// <param name="gamma">How much less the easy ones count; 0 is plain cross-entropy.</param>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CategoricalFocalCrossentropy(double alpha = 0.25, double gamma = 2.0, bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string? reduction = "sum_over_batch_size", string? name = "categorical_focal_crossentropy", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return categorical_focal_crossentropy(y_true, y_pred, alpha, gamma, from_logits, label_smoothing, axis);
    }

    /// <summary>Σ α·(1 − p)^γ·(−t·ln p) over the classes, p being divided by its sum and kept within [ε, 1 − ε].</summary>
    /// <returns>The shape of the arguments without the axis of the classes.</returns>
    public static Tensor categorical_focal_crossentropy(Tensor y_true, Tensor y_pred, double alpha = 0.25, double gamma = 2.0, bool from_logits = false,
        double label_smoothing = 0.0, int axis = -1)
    {
        CategoricalCrossentropy.WarnOfOneColumn("categorical_focal_crossentropy", y_pred);
        y_true = CategoricalCrossentropy.Smooth(y_true.Cast(y_pred.dtype), label_smoothing);
        if (from_logits) y_pred = ops.softmax(y_pred, axis);
        Tensor p = ops.clip(y_pred / ops.sum(y_pred, axis, keepdims: true), Epsilon.Value, 1 - Epsilon.Value);
        return ops.sum(ops.power(1 - p, gamma) * alpha * (-y_true * ops.log(p)), axis);
    }
}
