namespace KerasTransfer.Metrics;

/// <summary>max(0, 1 − Σ t·p + max((1 − t)·p)), averaged over the samples, with one-hot targets.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CategoricalHinge(string? name = "categorical_hinge", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => Losses.CategoricalHinge.categorical_hinge(y_true, y_pred);
}
