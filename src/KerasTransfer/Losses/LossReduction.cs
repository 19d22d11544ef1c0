using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary>From one value per sample to one per batch, as keras.losses does it.</summary>
internal static class LossReduction
{
    private static readonly string[] names = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none"];

    public static void Check(string reduction)
    {
        if (!names.Contains(reduction)) throw new ValueError($"Invalid value for argument `reduction`. Expected one of {string.Join(", ", names)}. Received: reduction={reduction}");
    }

    /// <summary>Brings ranks that differ by a last axis of length one to the same rank.</summary>
    public static (Tensor, Tensor) Align(Tensor y_true, Tensor y_pred)
    {
        if (y_true.ndim == y_pred.ndim + 1 && y_true.shape[^1] == 1) y_true = y_true.Reshape(y_true.shape[..^1]);
        else if (y_pred.ndim == y_true.ndim + 1 && y_pred.shape[^1] == 1) y_true = y_true.Reshape(y_true.shape.Concat(1));
        return (y_true, y_pred);
    }

    /// <summary>The values weighted and reduced.</summary>
    public static Tensor Reduce(Tensor values, Tensor? sample_weight, string reduction)
    {
        if (sample_weight is not null)
        {
            Tensor weight = sample_weight.Cast(values.dtype);
            if (weight.ndim == values.ndim + 1 && weight.shape[^1] == 1) weight = weight.Reshape(weight.shape[..^1]);
            else if (values.ndim == weight.ndim + 1 && values.shape[^1] == 1) weight = weight.Reshape(weight.shape.Concat(1));
            sample_weight = weight;
            values *= weight;
        }
        if (reduction == "none") return values;
        Tensor sum = Sum.Over(values);
        return reduction switch
        {
            "sum" => sum,
            "mean_with_sample_weight" when sample_weight is not null => sum / Sum.Over(new BroadcastTo(values.shape).On(sample_weight)),
            _ => sum / Math.Max(1, values.shape.Size),
        };
    }
}
