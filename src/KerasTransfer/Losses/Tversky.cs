namespace KerasTransfer.Losses;

/// <summary>1 − Σ t·p / (Σ t·p + α·Σ t·(1 − p) + β·Σ (1 − t)·p + ε): Dice with misses and false alarms weighed apart. Salehi et al. 2017, https://arxiv.org/abs/1706.05721.</summary>
/// <param name="alpha">The weight of the misses, as Keras computes it.</param>
/// <param name="beta">The weight of the false alarms.</param>
/// <param name="axis">The axes that are summed over; null for all, the batch too.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Tversky(double alpha = 0.5, double beta = 0.5, string? reduction = "sum_over_batch_size", string? name = "tversky", Axes? axis = null, DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return tversky(y_true, y_pred, alpha, beta, axis);
    }

    /// <summary>1 − Σ t·p / (Σ t·p + α·Σ t·(1 − p) + β·Σ (1 − t)·p + ε), summed over some axes or all.</summary>
    /// <returns>The shape of the arguments without the axes; one value if they are all.</returns>
    public static Tensor tversky(Tensor y_true, Tensor y_pred, double alpha = 0.5, double beta = 0.5, Axes? axis = null)
    {
        y_true = y_true.Cast(y_pred.dtype);
        Tensor both = ops.sum(y_true * y_pred, axis);
        return 1 - both / (both + ops.sum((1 - y_pred) * y_true, axis) * alpha + ops.sum(y_pred * (1 - y_true), axis) * beta + Epsilon.Value);
    }
}
