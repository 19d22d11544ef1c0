namespace KerasTransfer.Metrics;

/// <summary>The mean of max(0, 1 − t·p)², with targets −1 and 1 (or 0 and 1).</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class SquaredHinge(string? name = "squared_hinge", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.SquaredHinge.squared_hinge(y_true, y_pred);
}
