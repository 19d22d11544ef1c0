namespace KerasTransfer.Losses;

/// <summary>Kullback and Leibler's divergence Σ t·ln(t / p) over the last axis, both kept within [ε, 1].</summary>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class KLDivergence(string? reduction = "sum_over_batch_size", string? name = "kl_divergence", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return kl_divergence(y_true, y_pred);
    }

    /// <summary>Kullback and Leibler's divergence Σ t·ln(t / p) over the last axis, both kept within [ε, 1].</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("kld", "KLD", "kullback_leibler_divergence")]
    public static Tensor kl_divergence(Tensor y_true, Tensor y_pred)
    {
        y_true = y_true.Cast(y_pred.dtype);
        (y_true, y_pred) = (ops.clip(y_true, Epsilon.Value, 1), ops.clip(y_pred, Epsilon.Value, 1));
        return ops.sum(y_true * ops.log(y_true / y_pred), -1);
    }
}
