namespace KerasTransfer.Metrics;

/// <summary>How often predictions equal targets.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Accuracy(string? name = "accuracy", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => accuracy(y_true, y_pred);

    /// <summary>1 where the prediction equals the target, else 0.</summary>
    internal static Tensor accuracy(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        return ops.equal(y_true, y_pred).Cast(FloatX.Value);
    }
}
