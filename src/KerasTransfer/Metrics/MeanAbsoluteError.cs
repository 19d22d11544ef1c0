namespace KerasTransfer.Metrics;

/// <summary>The mean of |t − p|.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
[KerasName("mae", "MAE")]
public sealed partial class MeanAbsoluteError(string? name = "mean_absolute_error", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.MeanAbsoluteError.mean_absolute_error(y_true, y_pred);
}
