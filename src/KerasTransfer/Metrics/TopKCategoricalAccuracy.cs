namespace KerasTransfer.Metrics;

/// <summary>How often the class of a one-hot target is among the k highest predictions.</summary>
/// <param name="k">How many predictions count.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class TopKCategoricalAccuracy(int k = 5, string? name = "top_k_categorical_accuracy", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => top_k_categorical_accuracy(y_true, y_pred, k);

    /// <summary>1 where the place of the highest target is among the k highest predictions, else 0.</summary>
    /// <returns>The shape of the arguments without the last axis.</returns>
    public static Tensor top_k_categorical_accuracy(Tensor y_true, Tensor y_pred, int k = 5) =>
        SparseTopKCategoricalAccuracy.sparse_top_k_categorical_accuracy(ops.argmax(y_true, -1), y_pred, k);
}
