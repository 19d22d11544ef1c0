namespace KerasTransfer.Metrics;

/// <summary>The cosine of the angle between targets and predictions, averaged: 1 where they point the same way.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="axis">The axis along which they are vectors.</param>
public sealed partial class CosineSimilarity(string? name = "cosine_similarity", DType? dtype = null, int axis = -1) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.CosineSimilarity.Cosine(y_true, y_pred, axis);
}
