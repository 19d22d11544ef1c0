namespace KerasTransfer.Metrics;

/// <summary>How often the class that the target names is among the k highest predictions.</summary>
/// <param name="k">How many predictions count.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="from_sorted_ids">Predictions are class numbers, the likeliest first.</param>
public sealed partial class SparseTopKCategoricalAccuracy(int k = 5, string? name = "sparse_top_k_categorical_accuracy", DType? dtype = null, bool from_sorted_ids = false) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => sparse_top_k_categorical_accuracy(y_true, y_pred, k, from_sorted_ids);

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["k"] = k;
        if (from_sorted_ids) config["from_sorted_ids"] = true;                  // unknown to earlier versions of Keras 3
        return config;
    }

    /// <summary>1 where the class is among the k highest predictions, else 0.</summary>
    /// <param name="y_true">Class numbers.</param>
    /// <param name="y_pred">Scores, the classes along the last axis; or, with <paramref name="from_sorted_ids"/>, class numbers, the likeliest first.</param>
    /// <param name="k">How many predictions count.</param>
    /// <param name="from_sorted_ids">Predictions are class numbers, the likeliest first.</param>
    /// <returns>The shape of <paramref name="y_true"/>.</returns>
    public static Tensor sparse_top_k_categorical_accuracy(Tensor y_true, Tensor y_pred, int k = 5, bool from_sorted_ids = false)
    {
        Shape given = y_true.shape;
        if (y_pred.ndim > 2) y_pred = y_pred.Reshape((-1, y_pred.shape[^1]));
        if (y_true.ndim > 1) y_true = y_true.Reshape(-1);
        Tensor matches = from_sorted_ids
            ? ops.any(ops.equal(ops.expand_dims(y_true.Cast(y_pred.dtype), 1), ops.slice(y_pred, 1, 0, Math.Min(k, y_pred.shape[1]))), 1)
            : ops.in_top_k(y_true, y_pred, k);
        return matches.Cast(FloatX.Value).Reshape(given);
    }
}
