namespace KerasTransfer.Metrics;

/// <summary>How often the highest prediction is the class of a one-hot target.</summary>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CategoricalAccuracy(string? name = "categorical_accuracy", DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => categorical_accuracy(y_true, y_pred);

    /// <summary>1 where the highest prediction is at the place of the highest target, else 0.</summary>
    /// <returns>The shape of the arguments without the last axis.</returns>
    public static Tensor categorical_accuracy(Tensor y_true, Tensor y_pred) => ops.equal(ops.argmax(y_true, -1), ops.argmax(y_pred, -1)).Cast(FloatX.Value);
}
