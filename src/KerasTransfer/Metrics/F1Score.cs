namespace KerasTransfer.Metrics;

/// <summary>2·P·R / (P + R) from precision P and recall R, for targets of shape (batch, classes).</summary>
/// <param name="average">null for one score per class; <c>micro</c> for that of all together; <c>macro</c> for the mean over classes; <c>weighted</c> for the mean by the classes' frequency.</param>
/// <param name="threshold">Above it, a prediction is positive; null where only the highest of a row is.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class F1Score(string? average = null, double? threshold = null, string? name = "f1_score", DType? dtype = null) : FScore(average, 1, threshold, name, dtype);
