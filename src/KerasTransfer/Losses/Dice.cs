namespace KerasTransfer.Losses;

/// <summary>1 − 2·Σ t·p / (Σ t + Σ p + ε): how little two masks overlap.</summary>
/// <param name="axis">The axes that are summed over; null for all, the batch too.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Dice(string? reduction = "sum_over_batch_size", string? name = "dice", Axes? axis = null, DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return dice(y_true, y_pred, axis);
    }

    /// <summary>1 − 2·Σ t·p / (Σ t + Σ p + ε), summed over some axes or all.</summary>
    /// <returns>The shape of the arguments without the axes; one value if they are all.</returns>
    public static Tensor dice(Tensor y_true, Tensor y_pred, Axes? axis = null)
    {
        y_true = y_true.Cast(y_pred.dtype);
        return 1 - 2 * ops.sum(y_true * y_pred, axis) / (ops.sum(y_true, axis) + ops.sum(y_pred, axis) + Epsilon.Value);
    }
}
