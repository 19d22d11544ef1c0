namespace KerasTransfer.Metrics;

/// <summary>How often the highest prediction is the class that the target names.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class SparseCategoricalAccuracy(string? name = "sparse_categorical_accuracy", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => sparse_categorical_accuracy(y_true, y_pred);

    /// <summary>1 where the highest prediction is at the place that the target names, else 0.</summary>
    /// <param name="y_true">Class numbers, with or without a last axis of length 1.</param>
    /// <param name="y_pred">Scores, the classes along the last axis.</param>
    /// <returns>The shape of <paramref name="y_pred"/> without the last axis.</returns>
    public static Tensor sparse_categorical_accuracy(Tensor y_true, Tensor y_pred)
    {
        Shape given = y_true.shape;
        bool column = y_true.ndim == y_pred.ndim && y_true.ndim > 0 && given[^1] == 1;
        if (column) y_true = ops.squeeze(y_true, -1);
        Tensor matches = ops.equal(y_true.Cast(y_pred.dtype), ops.argmax(y_pred, -1).Cast(y_pred.dtype)).Cast(FloatX.Value);
        if (column) matches = matches.Reshape(given);
        return matches.ndim > 1 && matches.shape[^1] == 1 ? ops.squeeze(matches, -1) : matches;
    }
}
