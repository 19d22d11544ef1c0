using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>The number of one kind of predictions at one threshold or several.</summary>
public abstract class ConfusionCount : Metric
{
    private readonly Thresholds? given;
    private readonly Variable accumulator;
    private readonly ConfusionCounts counts;

    /// <summary>A count with Keras's base arguments.</summary>
    private protected ConfusionCount(Thresholds? thresholds, string? name, DType? dtype) : base(name, dtype)
    {
        given = thresholds;
        this.thresholds = thresholds is null ? [0.5] : [.. thresholds];
        accumulator = add_variable(this.thresholds.Count, name: "accumulator");
        counts = Count([.. this.thresholds], accumulator);
    }

    /// <summary>The thresholds; a prediction is positive above them.</summary>
    [NotSaved]
    public IReadOnlyList<double> thresholds { get; }

    /// <summary>The counting, into the one variable.</summary>
    private protected abstract ConfusionCounts Count(double[] thresholds, Variable accumulator);

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => counts.Update(y_true, y_pred, sample_weight);
    /// <inheritdoc/>
    public override Tensor result() => thresholds.Count == 1 ? ((Tensor)accumulator).Reshape(Shape.Scalar) : accumulator;

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["thresholds"] = ConfigValue.Of((object?)given);
        return config;
    }
}
