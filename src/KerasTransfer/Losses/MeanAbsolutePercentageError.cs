namespace KerasTransfer.Losses;

/// <summary>100 · the mean of |t − p| / max(|t|, ε) over the last axis.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class MeanAbsolutePercentageError(string? reduction = "sum_over_batch_size", string? name = "mean_absolute_percentage_error", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => mean_absolute_percentage_error(y_true, y_pred);

    /// <summary>100 · the mean of |t − p| / max(|t|, ε) over the last axis.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("mape", "MAPE")]
    public static Tensor mean_absolute_percentage_error(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        return 100 * ops.mean(ops.abs((y_true - y_pred) / ops.maximum(ops.abs(y_true), Epsilon.Value)), -1);
    }
}
