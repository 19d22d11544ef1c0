namespace KerasTransfer.Metrics;

/// <summary>The mean of −t·ln p − (1 − t)·ln(1 − p), for targets 0 and 1.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="label_smoothing">How much of the certainty of the targets is spread over all classes, in [0, 1].</param>
[KerasName("bce", "BCE")]
public sealed partial class BinaryCrossentropy(string? name = "binary_crossentropy", DType? dtype = null, bool from_logits = false, double label_smoothing = 0) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.BinaryCrossentropy.binary_crossentropy(y_true, y_pred, from_logits, label_smoothing);
}
