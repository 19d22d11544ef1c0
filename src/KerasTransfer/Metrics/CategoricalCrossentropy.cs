namespace KerasTransfer.Metrics;

/// <summary>−Σ t·ln p over the classes, averaged over the samples, for one-hot targets.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
/// <param name="axis">The axis of the classes.</param>
public sealed partial class CategoricalCrossentropy(string? name = "categorical_crossentropy", DType? dtype = null, bool from_logits = false, double label_smoothing = 0, int axis = -1) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.CategoricalCrossentropy.categorical_crossentropy(y_true, y_pred, from_logits, label_smoothing, axis);
}
