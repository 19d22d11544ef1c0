namespace KerasTransfer.Metrics;

/// <summary>The number (or weight) of predictions not above the threshold whose target is 1; one for each threshold.</summary>
/// <param name="thresholds">One threshold in [0, 1] or several; null for 0.5.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class FalseNegatives(Thresholds? thresholds = null, string? name = null, DType? dtype = null) : ConfusionCount(thresholds, name, dtype)
{
    private protected override ConfusionCounts Count(double[] thresholds, Variable accumulator) => new(thresholds) { FalseNegatives = accumulator };
}
