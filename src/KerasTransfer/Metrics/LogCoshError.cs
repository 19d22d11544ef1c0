namespace KerasTransfer.Metrics;

/// <summary>The mean of ln cosh(p − t).</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class LogCoshError(string? name = "logcosh", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.LogCosh.log_cosh(y_true, y_pred);
}
