using KerasTransfer.Ops;

namespace KerasTransfer.Losses;

/// <summary>−ln of the probability of the class, for targets that are class numbers.</summary>
/// <param name="from_logits">Predictions are logits, not probabilities.</param>
/// <param name="ignore_class">A class number that does not count, such as −1 or 255 for "unlabelled".</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class SparseCategoricalCrossentropy(bool from_logits = false, int? ignore_class = null, string? reduction = "sum_over_batch_size", int axis = -1, string? name = "sparse_categorical_crossentropy", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return sparse_categorical_crossentropy(y_true, y_pred, from_logits, ignore_class, axis);
    }

    /// <summary>
    /// −ln of the probability of the class. Probabilities straight from a softmax are taken back to its input; others are kept within [ε, 1 − ε] and divided by
    /// their sum.
    /// </summary>
    /// <param name="y_true">Class numbers, with or without a last axis of length 1.</param>
    /// <param name="y_pred">Probabilities or logits, the classes along the last axis.</param>
    /// <param name="from_logits">Predictions are logits, not probabilities.</param>
    /// <param name="ignore_class">A class number whose value is 0.</param>
    /// <param name="axis">The axis of the classes; must be the last.</param>
    /// <returns>The shape of <paramref name="y_pred"/> without the last axis.</returns>
    /// <exception cref="ValueError">The shapes do not fit, or (when computed) a class number is none of the classes.</exception>
    public static Tensor sparse_categorical_crossentropy(Tensor y_true, Tensor y_pred, bool from_logits = false, int? ignore_class = null, int axis = -1)
    {
        if (y_true.ndim == y_pred.ndim && y_true.ndim > 0 && y_true.shape[y_true.shape.Axis(axis)] == 1) y_true = ops.squeeze(y_true, axis);
        Tensor? valid = ignore_class is { } ignored ? ops.not_equal(y_true, ignored) : null;
        if (valid is not null)
        {
            y_true = ops.where(valid, y_true, 0);
            y_pred = ops.where(ops.expand_dims(valid, axis), y_pred, 0);
        }
        if (axis != -1 && axis != y_pred.ndim - 1) throw new ValueError($"Only axis=-1 is currently supported. Received: axis={axis}. Move the axis of the classes to the end first: keras.ops.moveaxis(y_pred, {axis}, -1).");
        string received = $"Received: target.shape={y_true.shape}, output.shape={y_pred.shape}";
        if (y_pred.ndim < 1) throw new ValueError($"Argument `output` must be at least rank 1. {received}");
        if (y_true.ndim != y_pred.ndim - 1)
            throw new ValueError($"Argument `output` must have rank (ndim) `target.ndim - 1`. {received}" + (y_true.shape == y_pred.shape ? ". If the targets are one-hot, use the categorical_crossentropy loss." : ""));
        if (y_true.shape != y_pred.shape[..^1]) throw new ValueError($"Arguments `target` and `output` must have the same shape up until the last dimension: target.shape={y_true.shape}, output.shape={y_pred.shape}");

        Tensor logits = Logits.OfSoftmax(y_pred) ?? (from_logits ? y_pred : ops.log(ops.clip(y_pred, Epsilon.Value, 1 - Epsilon.Value)));
        Tensor values = new SparseCrossEntropy().On(logits, y_true.Cast(DType.int64));
        return valid is null ? values : ops.where(valid, values, 0);
    }

    private protected override Tensor? Valid(Tensor y_true, Tensor y_pred) => Valid(y_true, y_pred, ignore_class);

    /// <summary>Where the class is not the one to ignore, in the shape of the values.</summary>
    internal static Tensor? Valid(Tensor y_true, Tensor y_pred, int? ignore_class) => ignore_class is { } ignored ? ops.not_equal(y_true, ignored).Reshape(y_pred.shape[..^1]) : null;
}
