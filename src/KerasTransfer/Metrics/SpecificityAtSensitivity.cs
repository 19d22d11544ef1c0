namespace KerasTransfer.Metrics;

/// <summary>The best specificity TN / (TN + FP) at a sensitivity TP / (TP + FN) of at least <paramref name="sensitivity"/>.</summary>
/// <param name="sensitivity">What must at least be reached, in [0, 1].</param>
/// <param name="num_thresholds">How many thresholds are tried, evenly from 0 to 1.</param>
/// <param name="class_id">Only this class (column of targets and predictions) is measured; null for all.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class SpecificityAtSensitivity(double sensitivity, int num_thresholds = 200, int? class_id = null, string? name = null, DType? dtype = null)
    : ConstrainedRate("sensitivity", sensitivity, num_thresholds, class_id, name, dtype)
{
    /// <inheritdoc/>
    public override Tensor result() => Best(Sensitivity, Specificity);
}
