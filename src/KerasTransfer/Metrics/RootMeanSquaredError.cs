namespace KerasTransfer.Metrics;

/// <summary>The root of the mean of (t − p)².</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class RootMeanSquaredError(string? name = "root_mean_squared_error", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Squares(y_true.Cast(dtype), y_pred.Cast(dtype));

    /// <inheritdoc/>
    public override Tensor result() => ops.sqrt(base.result());

    private static Tensor Squares(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return ops.square(y_pred - y_true);
    }
}
