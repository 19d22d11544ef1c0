using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>The area under a curve over all thresholds: true against false positives (ROC), precision against recall (PR), or their gains (PRGAIN).</summary>
/// <remarks>The interpolation of PR is that of Davis &amp; Goadrich 2006, the gains are those of Flach &amp; Kull 2015.</remarks>
public sealed partial class AUC : Metric
{
    private readonly bool fromThresholds;
    private ConfusionCounts? counts;
    private Variable? true_positives, false_positives, true_negatives, false_negatives;

    /// <summary>A measure that starts at 0.</summary>
    /// <param name="num_thresholds">How many thresholds, at least 2, evenly from 0 to 1.</param>
    /// <param name="curve"><c>ROC</c>, <c>PR</c> or <c>PRGAIN</c>.</param>
    /// <param name="summation_method">The height between two points: <c>interpolation</c>, <c>majoring</c> (the higher) or <c>minoring</c> (the lower).</param>
    /// <param name="name">The name it is reported under; null for a numbered one.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    /// <param name="thresholds">The thresholds within (0, 1); null for even ones. Two at the ends are added.</param>
    /// <param name="multi_label">Each column is a label with an area of its own, and the result their mean; else all are thrown together.</param>
    /// <param name="num_labels">The number of columns with <paramref name="multi_label"/>; null to take it from the first batch.</param>
    /// <param name="label_weights">A weight for each column; null for equal ones.</param>
    /// <param name="from_logits">Predictions are logits, not probabilities.</param>
    /// <exception cref="ValueError">An argument is not acceptable.</exception>
    public AUC(int num_thresholds = 200, string curve = "ROC", string summation_method = "interpolation", string? name = null, DType? dtype = null, double[]? thresholds = null,
        bool multi_label = false, int? num_labels = null, double[]? label_weights = null, bool from_logits = false) : base(name, dtype)
    {
        this.curve = curve switch
        {
            "ROC" or "roc" => "ROC", "PR" or "pr" => "PR", "PRGAIN" or "prgain" => "PRGAIN",
            _ => throw new ValueError($"Invalid AUC curve value: \"{curve}\". Expected values are [\"PR\", \"ROC\", \"PRGAIN\"]"),
        };
        this.summation_method = summation_method switch
        {
            "interpolation" or "Interpolation" => "interpolation", "majoring" or "Majoring" => "majoring", "minoring" or "Minoring" => "minoring",
            _ => throw new ValueError($"Invalid AUC summation method value: \"{summation_method}\". Expected values are [\"interpolation\", \"majoring\", \"minoring\"]"),
        };
        fromThresholds = thresholds is not null;
        double[] inner = thresholds is null ? [] : [.. thresholds.Order()];
        if (!fromThresholds && num_thresholds <= 1) throw new ValueError($"Argument `num_thresholds` must be an integer > 1. Received: num_thresholds={num_thresholds}");
        this.thresholds = fromThresholds ? [-Epsilon.Value, .. inner, 1 + Epsilon.Value] : ConfusionCounts.Evenly(num_thresholds, Epsilon.Value);
        this.num_thresholds = this.thresholds.Length;
        isEven = !fromThresholds || ConfusionCounts.AreEven([0, .. inner, 1]);
        (this.multi_label, this.num_labels, this.label_weights, this.from_logits) = (multi_label, num_labels, label_weights, from_logits);
        if (!multi_label && num_labels is > 0) throw new ValueError("`num_labels` is needed only when `multi_label` is True.");
        if (!multi_label || num_labels is > 0) Build(num_labels ?? 0);
    }

    private readonly bool isEven;

    /// <summary>The number of thresholds, those at the ends too.</summary>
    public int num_thresholds { get; }
    /// <summary><c>ROC</c>, <c>PR</c> or <c>PRGAIN</c>.</summary>
    public string curve { get; }
    /// <summary><c>interpolation</c>, <c>majoring</c> or <c>minoring</c>.</summary>
    public string summation_method { get; }
    /// <summary>All thresholds; the first a little below 0 and the last a little above 1.</summary>
    public double[] thresholds { get; }
    /// <summary>Each column has an area of its own.</summary>
    public bool multi_label { get; }
    /// <summary>The number of columns, if it was given.</summary>
    public int? num_labels { get; }
    /// <summary>The weight of each column, if they were given.</summary>
    public double[]? label_weights { get; }
    /// <summary>Predictions are logits.</summary>
    public bool from_logits { get; }

    private void Build(int labels)
    {
        Shape shape = multi_label ? (num_thresholds, labels) : num_thresholds;
        true_positives = add_variable(shape, name: "true_positives");
        false_positives = add_variable(shape, name: "false_positives");
        true_negatives = add_variable(shape, name: "true_negatives");
        false_negatives = add_variable(shape, name: "false_negatives");
        counts = new(thresholds, isEven)
        {
            TruePositives = true_positives, FalsePositives = false_positives, TrueNegatives = true_negatives, FalseNegatives = false_negatives,
            PerColumn = multi_label, ColumnWeights = multi_label ? null : label_weights,
        };
    }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        if (counts is null)
        {
            if (y_pred.ndim != 2) throw new ValueError($"`y_pred` must have rank 2 when `multi_label=True`. Found rank {y_pred.ndim}. Full shape received for `y_pred`: {y_pred.shape}");
            Build(y_pred.shape[1]);
        }
        counts!.Update(y_true, from_logits ? ops.sigmoid(y_pred) : y_pred, sample_weight);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (counts is null) throw new ValueError($"AUC '{name}' has no result yet: with multi_label its variables are made at the first batch. Give num_labels to have them at once.");
        (Tensor tp, Tensor fp, Tensor tn, Tensor fn) = (true_positives!, false_positives!, true_negatives!, false_negatives!);
        Tensor areas = curve == "PR" && summation_method == "interpolation" ? InterpolatedPrecision(tp, fp, fn) : Strips(tp, fp, tn, fn);
        if (!multi_label) return ops.sum(areas);
        Tensor by_label = ops.sum(areas, 0);
        if (label_weights is null) return ops.mean(by_label);
        Tensor weights = ((Tensor)(NDArray)label_weights).Cast(dtype);
        return ops.divide_no_nan(ops.sum(by_label * weights), ops.sum(weights));
    }

    // Between two thresholds true positives grow with all positives as on a line, TP = slope · P + intercept, and precision TP / P is integrated along it.
    private Tensor InterpolatedPrecision(Tensor tp, Tensor fp, Tensor fn)
    {
        Tensor p = tp + fp, dtp = Higher(tp) - Lower(tp), dp = Higher(p) - Lower(p);
        Tensor slope = ops.divide_no_nan(dtp, ops.maximum(dp, 0));
        Tensor intercept = Lower(tp) - slope * Lower(p);
        Tensor ratio = ops.where((Higher(p) > 0) & (Lower(p) > 0), ops.divide_no_nan(Higher(p), ops.maximum(Lower(p), 0)), 1.0);
        return ops.divide_no_nan(slope * (dtp + intercept * ops.log(ratio)), ops.maximum(Lower(tp) + Lower(fn), 0));
    }

    private Tensor Strips(Tensor tp, Tensor fp, Tensor tn, Tensor fn)
    {
        Tensor recall = ops.divide_no_nan(tp, tp + fn), x, y;
        if (curve == "ROC") (x, y) = (ops.divide_no_nan(fp, fp + tn), recall);
        else if (curve == "PR") (x, y) = (recall, ops.divide_no_nan(tp, tp + fp));
        else
        {
            Tensor odds = ops.divide_no_nan(tp + fn, tn + fp), none = ops.equal(tp, 0);
            x = ops.maximum(ops.where(none, 0.0, 1 - odds * ops.divide_no_nan(fn, tp)), 0);
            y = ops.where(none, 1.0, 1 - odds * ops.divide_no_nan(fp, tp));
        }
        Tensor heights = summation_method switch
        {
            "interpolation" => (Higher(y) + Lower(y)) / 2.0,
            "minoring" => ops.minimum(Higher(y), Lower(y)),
            _ => ops.maximum(Higher(y), Lower(y)),
        };
        return (Higher(x) - Lower(x)) * heights;
    }

    // The counts at each threshold but the last, and at the next one, where fewer predictions are positive.
    private Tensor Higher(Tensor x) => ops.slice(x, 0, 0, num_thresholds - 1);
    private Tensor Lower(Tensor x) => ops.slice(x, 0, 1, num_thresholds - 1);

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["num_thresholds"] = num_thresholds;
        config["curve"] = curve;
        config["summation_method"] = summation_method;
        config["multi_label"] = multi_label;
        config["num_labels"] = num_labels;
        config["label_weights"] = label_weights;
        config["from_logits"] = from_logits;
        if (fromThresholds) config["thresholds"] = thresholds[1..^1];
        return ConfigValue.Of(config);
    }
}
