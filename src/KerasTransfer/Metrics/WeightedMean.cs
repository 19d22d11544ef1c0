namespace KerasTransfer.Metrics;

/// <summary>A mean over many batches: the sum of the weighted values over the sum of the weights, 0 before the first.</summary>
public abstract class WeightedMean : Metric
{
    private readonly Variable total, count;

    /// <summary>A mean with Keras's base arguments.</summary>
    private protected WeightedMean(string? name, DType? dtype) : base(name, dtype)
    {
        total = add_variable(Shape.Scalar, dtype: this.dtype, name: "total");
        count = add_variable(Shape.Scalar, dtype: this.dtype, name: "count");
    }

    /// <summary>Takes values into account; those of one sample are averaged first.</summary>
    private protected void Add(Tensor values, Tensor? sample_weight)
    {
        (values, Tensor? weight) = SampleValues.Of(values, sample_weight, dtype, static (x, axes) => ops.mean(x, axes));
        total.assign_add(ops.sum(values));
        count.assign_add(weight is not null ? ops.sum(weight) : ops.full(Shape.Scalar, values.ndim > 0 ? values.shape[0] : 1, dtype));
    }

    /// <inheritdoc/>
    public override Tensor result() => ops.divide_no_nan(total, count);
}
