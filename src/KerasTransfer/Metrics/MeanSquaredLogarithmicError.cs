namespace KerasTransfer.Metrics;

/// <summary>The mean of (ln(1 + t) − ln(1 + p))².</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
[KerasName("msle", "MSLE")]
public sealed partial class MeanSquaredLogarithmicError(string? name = "mean_squared_logarithmic_error", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.MeanSquaredLogarithmicError.mean_squared_logarithmic_error(y_true, y_pred);
}
