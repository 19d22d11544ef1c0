namespace KerasTransfer.Metrics;

/// <summary>The mean of (t − p)².</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
[KerasName("mse", "MSE")]
public sealed partial class MeanSquaredError(string? name = "mean_squared_error", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.MeanSquaredError.mean_squared_error(y_true, y_pred);
}
