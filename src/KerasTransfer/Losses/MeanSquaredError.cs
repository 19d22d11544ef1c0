namespace KerasTransfer.Losses;

/// <summary>The mean of (t − p)² over the last axis.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class MeanSquaredError(string? reduction = "sum_over_batch_size", string? name = "mean_squared_error", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => mean_squared_error(y_true, y_pred);

    /// <summary>The mean of (t − p)² over the last axis.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("mse", "MSE")]
    public static Tensor mean_squared_error(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        return ops.mean(ops.square(y_true - y_pred), -1);
    }
}
