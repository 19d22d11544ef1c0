namespace KerasTransfer.Losses;

/// <summary>½·e² where the error e is at most δ, else δ·|e| − ½·δ²; the mean over the last axis.</summary>
/// <param name="delta">Where the square goes over into a line.</param>
/// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c>, <c>none</c> or null.</param>
/// <param name="name">The loss's name.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
public sealed partial class Huber(double delta = 1.0, string? reduction = "sum_over_batch_size", string? name = "huber_loss", DType? dtype = null)
    : Loss(name, reduction, dtype)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor y_true, Tensor y_pred) => huber(y_true, y_pred, delta);

    /// <summary>½·e² where the error e is at most <paramref name="delta"/>, else δ·|e| − ½·δ²; the mean over the last axis.</summary>
    /// <returns>One value per row: the shape of the arguments without the last axis.</returns>
    [KerasName("huber_loss")]
    public static Tensor huber(Tensor y_true, Tensor y_pred, double delta = 1.0)
    {
        (y_true, y_pred) = LossReduction.Align(y_true.Cast(y_pred.dtype), y_pred);
        Tensor error = y_pred - y_true, distance = ops.abs(error);
        return ops.mean(ops.where(distance <= delta, 0.5 * ops.square(error), delta * distance - 0.5 * delta * delta), -1);
    }
}
