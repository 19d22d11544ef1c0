namespace KerasTransfer.Losses;

/// <summary>max(0, 1 − Σ t·p + max((1 − t)·p)) over the last axis, with one-hot targets.</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CategoricalHinge(string? reduction = "sum_over_batch_size", string? name = "categorical_hinge", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return categorical_hinge(y_true, y_pred);
    }

    /// <summary>max(0, 1 − Σ t·p + max((1 − t)·p)) over the last axis, with one-hot targets.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    public static Tensor categorical_hinge(Tensor y_true, Tensor y_pred)
    {
        y_true = y_true.Cast(y_pred.dtype);
        return ops.maximum(ops.max((1 - y_true) * y_pred, -1) - ops.sum(y_true * y_pred, -1) + 1, 0);
    }
}
