namespace KerasTransfer.Metrics;

/// <summary>−ln of the probability of the class, averaged over the samples, for targets that are class numbers.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="ignore_class">A class number whose value is 0. Without weights it still counts in the divisor.</param>
/// <param name="axis">The axis of the classes.</param>
public sealed partial class SparseCategoricalCrossentropy(string? name = "sparse_categorical_crossentropy", DType? dtype = null, bool from_logits = false, int? ignore_class = null, int axis = -1) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.SparseCategoricalCrossentropy.sparse_categorical_crossentropy(y_true, y_pred, from_logits, ignore_class, axis);

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        // As in Keras, what is ignored leaves the divisor only where there are weights for it to leave.
        if (sample_weight is not null)
            sample_weight = LossReduction.Masked(sample_weight, Losses.SparseCategoricalCrossentropy.Valid(y_true, y_pred, ignore_class), dtype, "sum");
        base.update_state(y_true, y_pred, sample_weight);
    }
}
