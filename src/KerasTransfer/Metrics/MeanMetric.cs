namespace KerasTransfer.Metrics;

/// <summary>The mean over samples of values made of targets and predictions.</summary>
public abstract class MeanMetric : WeightedMean
{
    /// <summary>A mean with Keras's base arguments.</summary>
    private protected MeanMetric(string? name, DType? dtype) : base(name, dtype) { }

    /// <summary>One value per sample, or several, which are averaged.</summary>
    private protected abstract Tensor Values(Tensor y_true, Tensor y_pred);

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => Add(Values(y_true, y_pred), sample_weight);
}
