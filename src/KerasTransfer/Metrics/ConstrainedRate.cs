namespace KerasTransfer.Metrics;

/// <summary>The best value of one rate at the thresholds where another rate is at least as high as asked for.</summary>
public abstract class ConstrainedRate : Metric
{
    private readonly Variable true_positives, false_positives, true_negatives, false_negatives;
    private readonly ConfusionCounts counts;
    private readonly double least;

    /// <summary>A rate with Keras's base arguments.</summary>
    /// <param name="argument">What the asked-for rate is called.</param>
    /// <param name="least">What it must at least be.</param>
    /// <param name="num_thresholds">How many thresholds, evenly from 0 to 1; a single one is 0.5.</param>
    /// <param name="class_id">The class that is measured; null for all.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type.</param>
    private protected ConstrainedRate(string argument, double least, int num_thresholds, int? class_id, string? name, DType? dtype) : base(name, dtype)
    {
        if (!(least >= 0 && least <= 1)) throw new ValueError($"Argument `{argument}` must be in the range [0, 1]. Received: {argument}={Saving.ConfigJson.Number(least)}");
        if (num_thresholds <= 0) throw new ValueError($"Argument `num_thresholds` must be an integer > 0. Received: num_thresholds={num_thresholds}");
        this.least = least;
        thresholds = num_thresholds == 1 ? [0.5] : ConfusionCounts.Evenly(num_thresholds);
        int n = thresholds.Count;
        true_positives = add_variable(n, name: "true_positives");
        false_positives = add_variable(n, name: "false_positives");
        true_negatives = add_variable(n, name: "true_negatives");
        false_negatives = add_variable(n, name: "false_negatives");
        counts = new([.. thresholds], isEven: num_thresholds > 1)
        {
            TruePositives = true_positives, FalsePositives = false_positives, TrueNegatives = true_negatives, FalseNegatives = false_negatives, Class = class_id,
        };
    }

    /// <summary>The thresholds that are tried.</summary>
    public IReadOnlyList<double> thresholds { get; }

    /// <summary>TP / (TP + FN): the part of the targets 1 that is found.</summary>
    private protected Tensor Sensitivity => ops.divide_no_nan(true_positives, true_positives + (Tensor)false_negatives);
    /// <summary>TN / (TN + FP): the part of the targets 0 that is let be.</summary>
    private protected Tensor Specificity => ops.divide_no_nan(true_negatives, true_negatives + (Tensor)false_positives);
    /// <summary>TP / (TP + FP): the part of what is found that is right.</summary>
    private protected Tensor Exactness => ops.divide_no_nan(true_positives, true_positives + (Tensor)false_positives);

    /// <summary>The highest <paramref name="dependent"/> where <paramref name="constrained"/> is high enough; 0 if it is nowhere.</summary>
    private protected Tensor Best(Tensor constrained, Tensor dependent) => ops.maximum(ops.max(ops.where(constrained >= least, dependent, 0)), 0);

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => counts.Update(y_true, y_pred, sample_weight);
}
