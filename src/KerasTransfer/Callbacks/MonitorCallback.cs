using KerasTransfer.Saving;

namespace KerasTransfer.Callbacks;

/// <summary>What callbacks share that watch whether a value gets better.</summary>
public abstract class MonitorCallback : Callback
{
    private static readonly HashSet<string> up =
    [
        "Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "TopKCategoricalAccuracy", "SparseTopKCategoricalAccuracy", "OpenAccuracy", "Precision", "Recall",
        "SensitivityAtSpecificity", "SpecificityAtSensitivity", "PrecisionAtRecall", "RecallAtPrecision", "AUC", "PearsonCorrelation", "ConcordanceCorrelation", "FBetaScore", "F1Score", "IoU", "BinaryIoU",
        "MeanIoU", "OneHotIoU", "OneHotMeanIoU", "CosineSimilarity", "R2Score",
    ];
    private static readonly HashSet<string> down =
    [
        "Hinge", "SquaredHinge", "CategoricalHinge", "KLDivergence", "Poisson", "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy", "MeanSquaredError", "MeanAbsoluteError",
        "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "RootMeanSquaredError", "LogCoshError",
    ];

    private readonly string mode;
    private readonly double delta;

    private protected MonitorCallback(string monitor, string mode, double? best, double min_delta)
    {
        if (mode is not ("auto" or "min" or "max"))
        {
            Warning.Write($"{GetType().Name} mode '{mode}' is unknown, fallback to auto mode.");
            mode = "auto";
        }
        (this.monitor, this.mode, this.best, delta) = (monitor, mode, best, Math.Abs(min_delta));
    }

    /// <summary>The name of the value that is watched.</summary>
    public string monitor { get; }
    /// <summary>The best value so far; null before there is one.</summary>
    public double? best { get; private protected set; }

    /// <summary>Whether larger is better; settled at the end of the first epoch, when all metrics are known.</summary>
    private bool? isUp;

    private protected void SettleDirection()
    {
        if (isUp is not null) return;
        string name = monitor.StartsWith("val_", StringComparison.Ordinal) ? monitor[4..] : monitor;
        isUp = mode == "min" ? false : mode == "max" ? true : name == "loss" ? false : model.metrics.Where(m => m.name == name).Select(Direction).FirstOrDefault(d => d is not null)
            ?? throw new ValueError($"{GetType().Name} callback received monitor={monitor}, but Keras isn't able to automatically determine whether that metric should be maximized or minimized. "
                + "Pass `mode='max'` in order to monitor based on the highest metric value, or pass `mode='min'` in order to use the lowest value.");
    }

    // A mean of a loss function goes down; of another function, who knows.
    private static bool? Direction(Metric metric) => metric.GetType().Name is var kind && up.Contains(kind) ? true : down.Contains(kind) || FunctionTable.Losses.ContainsKey(metric.name) ? false : null;

    /// <summary>Whether a value is better than another by more than the least difference; than null it always is.</summary>
    private protected bool IsImprovement(double value, double? reference) => reference is not { } r || (isUp!.Value ? value - delta > r : value + delta < r);
}
