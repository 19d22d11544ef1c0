namespace KerasTransfer.Optimizers.Schedules;

/// <summary>From initial to end: (initial − end) · (1 − step / decay_steps)^power + end. After keras.optimizers.schedules.PolynomialDecay.</summary>
/// <param name="initial_learning_rate">The rate of the first step.</param>
/// <param name="decay_steps">The step from which on the rate is <paramref name="end_learning_rate"/>; above 0.</param>
/// <param name="end_learning_rate">The rate at the end.</param>
/// <param name="power">1 for a straight line.</param>
/// <param name="cycle">Whether the rate rises again past the end, and then falls until the next multiple of <paramref name="decay_steps"/>.</param>
/// <param name="name">A name.</param>
public sealed partial class PolynomialDecay(double initial_learning_rate, int decay_steps, double end_learning_rate = 0.0001, double power = 1.0, bool cycle = false, string name = "PolynomialDecay")
    : LearningRateSchedule
{
    /// <summary>The step from which on the rate is that of the end.</summary>
    public int decay_steps { get; } = Positive(nameof(decay_steps), decay_steps);

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor at = step.Cast(FloatX.Value), steps = ops.full(Shape.Scalar, decay_steps), end = ops.full(Shape.Scalar, end_learning_rate);
        if (cycle) steps = steps * ops.where(ops.equal(at, 0), 1.0, ops.ceil(at / decay_steps));
        else at = ops.minimum(at, steps);
        return (ops.full(Shape.Scalar, initial_learning_rate) - end) * ops.power(1 - at / steps, power) + end;
    }
}
