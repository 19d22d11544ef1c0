namespace KerasTransfer;

/// <summary>From one value per sample to one per batch, as keras.losses does it.</summary>
internal static class LossReduction
{
    private static readonly string[] names = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none"];

    /// <exception cref="ValueError">There is no such reduction.</exception>
    public static void Check(string? reduction)
    {
        if (reduction is not null && !names.Contains(reduction))
            throw new ValueError($"Invalid value for argument `reduction`. Expected one of {{{string.Join(", ", names.Select(n => $"'{n}'"))}, None}}. Received: reduction={reduction}");
    }

    /// <summary>
    /// Brings two tensors to one rank where one has a last axis of length one more: the other gets it too if it has only one axis
    /// (and <paramref name="expandsVectors"/>), else the axis goes.
    /// </summary>
    public static (Tensor, Tensor) Align(Tensor a, Tensor b, bool expandsVectors = true)
    {
        if (a.ndim == b.ndim + 1 && a.shape[^1] == 1)
            return b.ndim == 1 && expandsVectors ? (a, ops.expand_dims(b, -1)) : (ops.squeeze(a, -1), b);
        if (b.ndim == a.ndim + 1 && b.shape[^1] == 1)
            return a.ndim == 1 && expandsVectors ? (ops.expand_dims(a, -1), b) : (a, ops.squeeze(b, -1));
        return (a, b);
    }

    /// <summary>The values weighted and reduced; weights and mask are of any type.</summary>
    public static Tensor Reduce(Tensor values, Tensor? sample_weight, Tensor? mask, string? reduction)
    {
        Tensor? weight = Masked(sample_weight, mask, values.dtype, reduction);
        if (weight is not null)
        {
            (values, weight) = Align(values, weight.Cast(values.dtype));
            values *= weight;
        }
        if (reduction is null or "none" || values.ndim == 0 || values.shape == new Shape(0)) return values;
        Tensor sum = ops.sum(values);
        return reduction switch
        {
            "sum" => sum,
            "mean_with_sample_weight" when weight is not null => ops.divide_no_nan(sum, ops.sum(weight)),
            _ => sum / Math.Max(1.0, values.shape.Size),
        };
    }

    /// <summary>
    /// The weights with the mask in them. For a mean, what is valid weighs total ÷ valid, so that dividing by the total number averages over what is valid.
    /// </summary>
    public static Tensor? Masked(Tensor? sample_weight, Tensor? mask, DType dtype, string? reduction)
    {
        if (mask is null) return sample_weight;
        Tensor valid = mask.Cast(DType.@bool).Cast(dtype);
        if (reduction is "mean" or "sum_over_batch_size") valid *= ops.divide_no_nan(ops.full(Shape.Scalar, mask.shape.Size, dtype), ops.sum(valid));
        if (sample_weight is null) return valid;
        (valid, sample_weight) = Align(valid, sample_weight.Cast(dtype));
        return sample_weight * valid;
    }
}
