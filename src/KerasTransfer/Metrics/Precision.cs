using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>The part of the predictions above the threshold whose target is 1: TP / (TP + FP), 0 where there are none; one for each threshold.</summary>
public sealed partial class Precision : Metric
{
    private readonly Thresholds? given;
    private readonly Variable true_positives, false_positives;
    private readonly ConfusionCounts counts;

    /// <summary>A measure that starts at 0.</summary>
    /// <param name="thresholds">One threshold in [0, 1] or several; null for 0.5, or for none where <paramref name="top_k"/> is given.</param>
    /// <param name="top_k">Only the k highest predictions of a row count as positive; null for all.</param>
    /// <param name="class_id">Only this class (column of targets and predictions) is measured; null for all.</param>
    /// <param name="name">The name it is reported under; null for a numbered one.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    /// <exception cref="ValueError">A threshold is outside [0, 1].</exception>
    public Precision(Thresholds? thresholds = null, int? top_k = null, int? class_id = null, string? name = null, DType? dtype = null) : base(name, dtype)
    {
        (given, this.top_k, this.class_id) = (thresholds, top_k, class_id);
        this.thresholds = thresholds is not null ? [.. thresholds] : top_k is null ? [0.5] : [ConfusionCounts.Lowest];
        true_positives = add_variable(this.thresholds.Count, name: "true_positives");
        false_positives = add_variable(this.thresholds.Count, name: "false_positives");
        counts = new([.. this.thresholds]) { TruePositives = true_positives, FalsePositives = false_positives, TopK = top_k, Class = class_id };
    }

    /// <summary>The thresholds; a prediction is positive above them.</summary>
    [NotSaved]
    public IReadOnlyList<double> thresholds { get; }
    /// <summary>How many of a row's highest predictions count; null for all.</summary>
    public int? top_k { get; }
    /// <summary>The class that is measured; null for all.</summary>
    public int? class_id { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => counts.Update(y_true, y_pred, sample_weight);

    /// <inheritdoc/>
    public override Tensor result()
    {
        Tensor ratio = ops.divide_no_nan(true_positives, true_positives + (Tensor)false_positives);
        return thresholds.Count == 1 ? ratio.Reshape(Shape.Scalar) : ratio;
    }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["thresholds"] = ConfigValue.Of((object?)given);
        config["top_k"] = ConfigValue.Of(top_k);
        config["class_id"] = ConfigValue.Of(class_id);
        return config;
    }
}
