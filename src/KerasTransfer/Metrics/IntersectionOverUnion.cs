namespace KerasTransfer.Metrics;

/// <summary>Ratios of intersection and union from a confusion matrix: rows are the true classes, columns the predicted ones.</summary>
public abstract class IntersectionOverUnion : Metric
{
    private readonly int classes, classAxis;
    private readonly int[] targets;
    private readonly int? ignored;
    private readonly bool sparseTrue, sparsePred;
    private readonly Variable total;

    /// <summary>A ratio with Keras's base arguments.</summary>
    /// <exception cref="ValueError">A target class is none of the classes.</exception>
    private protected IntersectionOverUnion(int num_classes, int[]? target_class_ids, string? name, DType? dtype, int? ignore_class, bool sparse_y_true, bool sparse_y_pred, int axis)
        : base(name, dtype ?? DType.int64)
    {
        if (num_classes < 1) throw new ValueError($"Argument `num_classes` must be at least 1. Received: num_classes={num_classes}");
        targets = target_class_ids ?? [.. Enumerable.Range(0, num_classes)];
        if (targets.Length > 0 && targets.Max() >= num_classes) throw new ValueError($"Target class id {targets.Max()} is out of range, which is [0, {num_classes}).");
        if (targets.Any(t => t < 0)) throw new ValueError($"Target class id {targets.Min()} is out of range, which is [0, {num_classes}).");
        (classes, ignored, sparseTrue, sparsePred, classAxis) = (num_classes, ignore_class, sparse_y_true, sparse_y_pred, axis);
        // float64 holds counts as exactly as int64 does, up to 2⁵³, and the weights that are no whole numbers too.
        total = add_variable((num_classes, num_classes), dtype: dtype ?? DType.float64, name: "total_confusion_matrix");
    }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        Tensor truth = (sparseTrue ? y_true : ops.argmax(y_true, classAxis)).Cast(dtype).Reshape(-1), found = (sparsePred ? y_pred : ops.argmax(y_pred, classAxis)).Cast(dtype).Reshape(-1);
        if (truth.shape != found.shape) throw new ValueError($"{GetType().Name}: targets of shape {y_true.shape} and predictions of shape {y_pred.shape} hold different numbers of class numbers ({truth.shape.Size} and {found.shape.Size}). If predictions hold a score per class, pass sparse_y_pred: false.");
        Tensor counted = (truth >= 0) & (truth < classes) & (found >= 0) & (found < classes);
        if (ignored is { } id) counted &= ops.not_equal(truth, id);
        Tensor cell = ops.where(counted, truth.Cast(DType.int64) * classes + found.Cast(DType.int64), -1);       // what is not counted falls outside
        if (sample_weight is { dtype.IsFloating: true } && total.dtype.IsInteger)
            Warning.Write("You are passing weight as `float`, but dtype is `int`. This may result in an incorrect weight due to type casting. Consider using integer weights, or leave dtype out.");
        Tensor weight = sample_weight is null ? ops.full(truth.shape, 1, DType.int32)
            : ops.broadcast_to(sample_weight.ndim > 1 ? sample_weight.Reshape(-1) : sample_weight, truth.shape).Cast(total.dtype);
        total.assign_add(ops.segment_sum(weight, cell, classes * classes).Reshape((classes, classes)).Cast(total.dtype));
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        Tensor matrix = total, both = ops.sum(matrix * ops.eye(classes, dtype: matrix.dtype), 0), either = ops.sum(matrix, 0) + ops.sum(matrix, 1) - both;
        Tensor chosen = (NDArray)targets;
        (both, either) = (ops.take(both, chosen, 0).Cast(DType.float32), ops.take(either, chosen, 0).Cast(DType.float32));
        Tensor occurs = either > 1e-9;
        Tensor ratios = ops.where(occurs, both / (either + Epsilon.Value), 0.0);
        return ops.sum(ratios) / (ops.sum(occurs.Cast(DType.float32)) + Epsilon.Value);
    }
}
