namespace KerasTransfer.Losses;

/// <summary>The mean of (ln(1 + t) − ln(1 + p))² over the last axis; what is below ε counts as ε.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class MeanSquaredLogarithmicError(string? reduction = "sum_over_batch_size", string? name = "mean_squared_logarithmic_error", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => mean_squared_logarithmic_error(y_true, y_pred);

    /// <summary>The mean of (ln(1 + t) − ln(1 + p))² over the last axis; what is below ε counts as ε.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("msle", "MSLE")]
    public static Tensor mean_squared_logarithmic_error(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        return ops.mean(ops.square(ops.log(ops.maximum(y_pred, Epsilon.Value) + 1) - ops.log(ops.maximum(y_true, Epsilon.Value) + 1)), -1);
    }
}
