namespace KerasTransfer.Metrics;

/// <summary>From values of any rank to one per sample.</summary>
internal static class SampleValues
{
    /// <summary>
    /// The values weighted, and all but the first axis reduced; the weights reduced likewise. Axes that the weights do not have are reduced before weighting.
    /// </summary>
    public static (Tensor Values, Tensor? Weight) Of(Tensor values, Tensor? sample_weight, DType dtype, Func<Tensor, Axes, Tensor> reduce)
    {
        values = values.Cast(dtype);
        if (sample_weight is { } weight)
        {
            (values, weight) = LossReduction.Align(values, weight.Cast(dtype));
            int rank = weight.ndim;
            if (values.ndim > rank) values = reduce(values, Range(rank, values.ndim));
            weight = ops.broadcast_to(weight, values.shape);
            values *= weight;
            sample_weight = rank > 1 ? reduce(weight, Range(1, rank)) : weight;
        }
        return (values.ndim > 1 ? reduce(values, Range(1, values.ndim)) : values, sample_weight);
    }

    private static Axes Range(int first, int end) => new([.. Enumerable.Range(first, end - first)]);
}
