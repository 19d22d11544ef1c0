namespace KerasTransfer.Metrics;

/// <summary>The sum of the values it is given, weighted, over many batches: <c>sum.update_state(values)</c>, then <c>sum.result()</c>.</summary>
public sealed partial class Sum : Metric
{
    private readonly Variable total;

    /// <summary>A sum that starts at 0.</summary>
    /// <param name="name">The name it is reported under; null for a numbered one.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    public Sum(string? name = "sum", DType? dtype = null) : base(name, dtype) => total = add_variable(Shape.Scalar, dtype: this.dtype, name: "total");

    /// <summary>Takes values into account. It is to be traced, or given tensors that depend on no input.</summary>
    /// <param name="values">Values of any shape.</param>
    /// <param name="sample_weight">Weights that broadcast against the values.</param>
    public void update_state(Tensor values, Tensor? sample_weight = null) =>
        total.assign_add(ops.sum(SampleValues.Of(values, sample_weight, dtype, static (x, axes) => ops.sum(x, axes)).Values));
    /// <summary>Takes an array of values into account at once.</summary>
    public void update_state(NDArray values, NDArray? sample_weight = null) =>
        Update(sample_weight is null ? [values] : [values, sample_weight], x => update_state(x[0], x.ElementAtOrDefault(1)));
    /// <summary>Python's <c>sum(values)</c>: an update, then the result.</summary>
    public NDArray Apply(NDArray values, NDArray? sample_weight = null)
    {
        update_state(values, sample_weight);
        return ResultNow();
    }

    /// <summary>A sum takes values, not targets and predictions.</summary>
    /// <exception cref="ValueError">Always.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        throw new ValueError("Sum takes values and their weights, not targets and predictions: sum.update_state(values).");
    /// <inheritdoc/>
    public override Tensor result() => total;
}
