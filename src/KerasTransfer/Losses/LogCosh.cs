namespace KerasTransfer.Losses;

/// <summary>The mean of ln cosh(p − t) over the last axis: like the square for small errors, like the distance for large ones.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class LogCosh(string? reduction = "sum_over_batch_size", string? name = "log_cosh", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => log_cosh(y_true, y_pred);

    /// <summary>The mean of ln cosh(p − t) over the last axis: like the square for small errors, like the distance for large ones.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("logcosh")]
    public static Tensor log_cosh(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        Tensor error = y_pred - y_true, x = error * -2;                         // ln cosh e = e + softplus(−2e) − ln 2
        Tensor positive = x > 0;
        Tensor softplus = ops.where(positive, x, 0) + ops.log1p(ops.exp(ops.where(positive, -x, x)));
        return ops.mean(error + softplus - MathF.Log(2), -1);
    }
}
