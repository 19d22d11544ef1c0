namespace KerasTransfer.Metrics;

/// <summary>(1 + β²)·P·R / (β²·P + R) from the precision P and the recall R of each class.</summary>
public abstract class FScore : Metric
{
    private readonly double weight;
    private readonly string? averaging;
    private readonly double? cut;
    private Variable? true_positives, false_positives, false_negatives, intermediate_weights;

    /// <summary>A score with Keras's base arguments.</summary>
    /// <exception cref="ValueError">An argument is not acceptable.</exception>
    private protected FScore(string? average, double beta, double? threshold, string? name, DType? dtype) : base(name, dtype)
    {
        if (average is not (null or "micro" or "macro" or "weighted"))
            throw new ValueError($"Invalid `average` argument value. Expected one of: {{None, 'micro', 'macro', 'weighted'}}. Received: average={average}");
        if (!(beta > 0)) throw new ValueError($"Invalid `beta` argument value. It should be > 0. Received: beta={Saving.ConfigJson.Number(beta)}");
        if (threshold is { } t && !(t > 0 && t <= 1))
            throw new ValueError($"Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold={Saving.ConfigJson.Number(t)}");
        (averaging, weight, cut) = (average, beta * beta, threshold);
    }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (y_true, y_pred) = (y_true.Cast(dtype), y_pred.Cast(dtype));
        if (true_positives is null)
        {
            if (y_pred.ndim != 2 || y_true.ndim != 2)
                throw new ValueError($"FBetaScore expects 2D inputs with shape (batch_size, output_dim). Received input shapes: y_pred.shape={y_pred.shape} and y_true.shape={y_true.shape}.");
            Shape shape = averaging == "micro" ? Shape.Scalar : y_pred.shape[1];
            true_positives = add_variable(shape, dtype: dtype, name: "true_positives");
            false_positives = add_variable(shape, dtype: dtype, name: "false_positives");
            false_negatives = add_variable(shape, dtype: dtype, name: "false_negatives");
            intermediate_weights = add_variable(shape, dtype: dtype, name: "intermediate_weights");
        }
        Tensor found = cut is { } threshold ? y_pred > threshold : (y_pred >= ops.max(y_pred, -1, keepdims: true)) & (ops.abs(y_pred) > 1e-9);
        y_pred = found.Cast(dtype);
        Axes? axis = averaging == "micro" ? null : 0;
        Tensor sum(Tensor x) => ops.sum(sample_weight is null ? x : x * ops.expand_dims(sample_weight.Cast(dtype), 1), axis);
        true_positives.assign_add(sum(y_pred * y_true));
        false_positives!.assign_add(sum(y_pred * (1 - y_true)));
        false_negatives!.assign_add(sum((1 - y_pred) * y_true));
        intermediate_weights!.assign_add(sum(y_true));
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (true_positives is null) throw new ValueError($"{GetType().Name} '{name}' has no result yet: its variables are made at the first batch.");
        (Tensor tp, Tensor fp, Tensor fn) = (true_positives, false_positives!, false_negatives!);
        Tensor precision = tp / (tp + fp + Epsilon.Value), recall = tp / (tp + fn + Epsilon.Value);
        Tensor score = precision * recall / (weight * precision + recall + Epsilon.Value) * (1 + weight);
        return averaging switch
        {
            null => score,
            "weighted" => ops.sum(score * (intermediate_weights! / (ops.sum(intermediate_weights!) + Epsilon.Value))),
            _ => ops.mean(score),
        };
    }
}
