namespace KerasTransfer.Metrics;

/// <summary>How often predictions, cut at a threshold, equal targets 0 and 1.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
/// <param name="threshold">Above it, a prediction is 1.</param>
public sealed partial class BinaryAccuracy(string? name = "binary_accuracy", DType? dtype = null, double threshold = 0.5) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => binary_accuracy(y_true, y_pred, threshold);

    /// <summary>1 where the prediction, which is 1 above the threshold and else 0, equals the target, else 0.</summary>
    /// <returns>The shape of the arguments.</returns>
    public static Tensor binary_accuracy(Tensor y_true, Tensor y_pred, double threshold = 0.5)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return ops.equal(y_true, (y_pred > threshold).Cast(y_true.dtype)).Cast(FloatX.Value);
    }
}
