namespace KerasTransfer.Metrics;

/// <summary>1 − Σ (t − p)² / Σ (t − mean t)²: the part of the targets' variance that is explained, for targets of shape (batch, outputs).</summary>
public sealed partial class R2Score : Metric
{
    private readonly Variable num_samples;
    private Variable? squared_sum, sum, residual, count;

    /// <summary>A score that starts without samples.</summary>
    /// <param name="class_aggregation">How the scores of several outputs become one: <c>uniform_average</c>, <c>variance_weighted_average</c>, or null for all of them.</param>
    /// <param name="num_regressors">The number k of independent variables for the adjusted score 1 − (1 − R²)(N − 1) / (N − k − 1), N being the number of target
    /// elements; 0 for the plain score.</param>
    /// <param name="name">The name it is reported under; null for a numbered one.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    /// <exception cref="ValueError">An argument is not acceptable.</exception>
    public R2Score(string? class_aggregation = "uniform_average", int num_regressors = 0, string? name = "r2_score", DType? dtype = null) : base(name, dtype)
    {
        if (class_aggregation is not (null or "uniform_average" or "variance_weighted_average"))
            throw new ValueError($"Invalid value for argument `class_aggregation`. Expected one of (None, 'uniform_average', 'variance_weighted_average'). Received: class_aggregation={class_aggregation}");
        if (num_regressors < 0) throw new ValueError($"Invalid value for argument `num_regressors`. Expected a value >= 0. Received: num_regressors={num_regressors}");
        (this.class_aggregation, this.num_regressors) = (class_aggregation, num_regressors);
        num_samples = add_variable(Shape.Scalar, name: "num_samples");
    }

    /// <summary>How the scores of several outputs become one.</summary>
    public string? class_aggregation { get; }
    /// <summary>The number of independent variables for the adjusted score; 0 for the plain one.</summary>
    public int num_regressors { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(dtype), y_pred.Cast(dtype));
        if (sum is null)
        {
            if (y_pred.ndim != 2 || y_true.ndim != 2)
                throw new ValueError($"R2Score expects 2D inputs with shape (batch_size, output_dim). Received input shapes: y_pred.shape={y_pred.shape} and y_true.shape={y_true.shape}.");
            int outputs = y_pred.shape[1];
            squared_sum = add_variable(outputs, name: "squared_sum");
            sum = add_variable(outputs, name: "sum");
            residual = add_variable(outputs, name: "residual");
            count = add_variable(outputs, name: "count");
        }
        Tensor weight = (sample_weight ?? 1.0).Cast(dtype);
        if (weight.ndim == 1) weight = ops.expand_dims(weight, 1);
        weight = ops.broadcast_to(weight, y_true.shape);
        Tensor weighted = y_true * weight;
        sum.assign_add(ops.sum(weighted, 0));
        squared_sum!.assign_add(ops.sum(y_true * weighted, 0));
        residual!.assign_add(ops.sum(ops.square(y_true - y_pred) * weight, 0));
        count!.assign_add(ops.sum(weight, 0));
        num_samples.assign_add((double)y_true.shape.Size);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (sum is null) throw new ValueError($"R2Score '{name}' has no result yet: its variables are made at the first batch.");
        Tensor total = squared_sum! - sum * (sum / (Tensor)count!);
        Tensor raw = 1 - residual! / total;
        raw = ops.where(ops.isinf(raw), 0.0, raw);
        Tensor score = class_aggregation switch
        {
            "uniform_average" => ops.mean(raw),
            "variance_weighted_average" => ops.sum(total * raw) / ops.sum(total),
            _ => raw,
        };
        if (num_regressors == 0) return score;
        Tensor n = num_samples, free = n - num_regressors - 1;                   // with no degree of freedom left the plain score stands
        return ops.where(free > 0, 1 - (1 - score) * (n - 1) / free, score);
    }
}
