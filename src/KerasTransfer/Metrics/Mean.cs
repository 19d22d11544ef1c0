namespace KerasTransfer.Metrics;

/// <summary>The mean of the values it is given, weighted, over many batches: <c>mean.update_state(values)</c>, then <c>mean.result()</c>.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Mean(string? name = "mean", DType? dtype = null) : WeightedMean(name, dtype)
{
    /// <summary>Takes values into account. It is to be traced, or given tensors that depend on no input.</summary>
    /// <param name="values">Values of any shape; those of one sample (everything behind the first axis) are averaged.</param>
    /// <param name="sample_weight">Weights that broadcast against the values.</param>
    public void update_state(Tensor values, Tensor? sample_weight = null) => Add(values, sample_weight);
    /// <summary>Takes an array of values into account at once.</summary>
    public void update_state(NDArray values, NDArray? sample_weight = null) =>
        Update(sample_weight is null ? [values] : [values, sample_weight], x => Add(x[0], x.ElementAtOrDefault(1)));
    /// <summary>Python's <c>mean(values)</c>: an update, then the result.</summary>
    public NDArray Apply(NDArray values, NDArray? sample_weight = null)
    {
        update_state(values, sample_weight);
        return ResultNow();
    }

    /// <summary>A mean takes values, not targets and predictions.</summary>
    /// <exception cref="ValueError">Always.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        throw new ValueError("Mean takes values and their weights, not targets and predictions: mean.update_state(values). To measure a model, give compile a metric such as keras.metrics.MeanSquaredError().");
}
