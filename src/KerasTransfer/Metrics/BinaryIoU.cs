namespace KerasTransfer.Metrics;

/// <summary>The intersection of predicted and true positions over their union, averaged over class 0 and class 1 or for one of them; a prediction is 1 from a threshold on.</summary>
/// <param name="target_class_ids">The classes whose ratios are averaged; null for 0 and 1.</param>
/// <param name="threshold">From it on, a prediction is 1.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the counts; null for int64. A whole-number type given here cuts weights down to whole numbers.</param>
public sealed partial class BinaryIoU(int[]? target_class_ids = null, double threshold = 0.5, string? name = null, DType? dtype = null)
    : IntersectionOverUnion(2, target_class_ids, name, dtype, null, true, true, -1)
{
    /// <summary>The classes whose ratios are averaged.</summary>
    public int[] target_class_ids { get; } = target_class_ids ?? [0, 1];

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        base.update_state(y_true, (y_pred.Cast(DType.float32) >= threshold).Cast(dtype), sample_weight);
}
