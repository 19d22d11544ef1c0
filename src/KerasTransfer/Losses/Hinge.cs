namespace KerasTransfer.Losses;

/// <summary>The mean of max(0, 1 − t·p) over the last axis, with targets −1 and 1.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Hinge(string? reduction = "sum_over_batch_size", string? name = "hinge", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return hinge(y_true, y_pred);
    }

    /// <summary>The mean of max(0, 1 − t·p) over the last axis. Targets of 0 and 1 alone are taken for −1 and 1.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    public static Tensor hinge(Tensor y_true, Tensor y_pred)
    {
        y_true = Signs(y_true.Cast(y_pred.dtype));
        return ops.mean(ops.maximum(1 - y_true * y_pred, 0), -1);
    }

    /// <summary>Targets as −1 and 1, where they are all 0 or 1.</summary>
    internal static Tensor Signs(Tensor y_true) => ops.where(ops.all(ops.equal(y_true, 0) | ops.equal(y_true, 1)), 2 * y_true - 1, y_true);
}
