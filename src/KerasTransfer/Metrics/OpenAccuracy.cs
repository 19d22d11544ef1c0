using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>The metric <c>"accuracy"</c> or <c>"acc"</c>: binary, sparse or categorical, settled by the shapes of the first batch.</summary>
[NoFactory]
internal sealed class OpenAccuracy(string name) : Metric(name)
{
    private Metric? settled;

    /// <summary>The accuracy for these shapes; the same object from the first time on.</summary>
    public Metric For(Shape y_true, Shape y_pred) => settled ??= MetricNames.Accuracy(name, y_true, y_pred);

    public override IReadOnlyList<Variable> variables => settled?.variables ?? [];
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => For(y_true.shape, y_pred.shape).update_state(y_true, y_pred, sample_weight);
    public override Tensor result() => (settled ?? throw new ValueError($"The metric '{name}' has no result yet: which accuracy is meant is settled by the first batch.")).result();
    public override void reset_state() => settled?.reset_state();
}
