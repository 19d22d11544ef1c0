namespace KerasTransfer.Metrics;

/// <summary>Kullback and Leibler's divergence Σ t·ln(t / p), averaged over the samples.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class KLDivergence(string? name = "kl_divergence", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.KLDivergence.kl_divergence(y_true, y_pred);
}
