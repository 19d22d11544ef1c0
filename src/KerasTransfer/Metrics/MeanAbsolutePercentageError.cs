namespace KerasTransfer.Metrics;

/// <summary>100 · the mean of |t − p| / max(|t|, ε).</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
[KerasName("mape", "MAPE")]
public sealed partial class MeanAbsolutePercentageError(string? name = "mean_absolute_percentage_error", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.MeanAbsolutePercentageError.mean_absolute_percentage_error(y_true, y_pred);
}
