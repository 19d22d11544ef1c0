namespace KerasTransfer.Metrics;

/// <summary>The mean of p − t·ln(p + ε).</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Poisson(string? name = "poisson", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.Poisson.poisson(y_true, y_pred);
}
