namespace KerasTransfer.Losses;

/// <summary>Minus the cosine of the angle between targets and predictions: −1 where they point the same way.</summary>
/// <param name="axis">The axis along which they are vectors.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class CosineSimilarity(int axis = -1, string? reduction = "sum_over_batch_size", string? name = "cosine_similarity", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => cosine_similarity(y_true, y_pred, axis);

    /// <summary>Minus the cosine of the angle between targets and predictions along an axis; 0 where one is all 0.</summary>
    /// <returns>The shape of the arguments without the axis.</returns>
    public static Tensor cosine_similarity(Tensor y_true, Tensor y_pred, int axis = -1) => -Cosine(y_true, y_pred, axis);

    /// <summary>The cosine of the angle.</summary>
    internal static Tensor Cosine(Tensor y_true, Tensor y_pred, int axis)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        return ops.sum(Unit(y_true) * Unit(y_pred), axis);

        // Divided by the length, or by ε if that is more; chosen before the root is taken, whose derivative at 0 is no number.
        Tensor Unit(Tensor x)
        {
            Tensor square = ops.sum(ops.square(x), axis, keepdims: true), isLong = square > Epsilon.Value * Epsilon.Value;
            return x * ops.where(isLong, ops.rsqrt(ops.where(isLong, square, 1)), 1 / Epsilon.Value);
        }
    }
}
