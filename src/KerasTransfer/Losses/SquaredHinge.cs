namespace KerasTransfer.Losses;

/// <summary>The mean of max(0, 1 − t·p)² over the last axis, with targets −1 and 1.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class SquaredHinge(string? reduction = "sum_over_batch_size", string? name = "squared_hinge", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return squared_hinge(y_true, y_pred);
    }

    /// <summary>The mean of max(0, 1 − t·p)² over the last axis. Targets of 0 and 1 alone are taken for −1 and 1.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    public static Tensor squared_hinge(Tensor y_true, Tensor y_pred)
    {
        y_true = Hinge.Signs(y_true.Cast(y_pred.dtype));
        return ops.mean(ops.square(ops.maximum(1 - y_true * y_pred, 0)), -1);
    }
}
