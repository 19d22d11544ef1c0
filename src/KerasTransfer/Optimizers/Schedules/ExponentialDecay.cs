namespace KerasTransfer.Optimizers.Schedules;

/// <summary>initial · decay_rate^(step / decay_steps). After keras.optimizers.schedules.ExponentialDecay.</summary>
/// <param name="initial_learning_rate">The rate of the first step.</param>
/// <param name="decay_steps">After so many steps the rate is multiplied by <paramref name="decay_rate"/> once; above 0.</param>
/// <param name="decay_rate">The factor.</param>
/// <param name="staircase">Whether the rate falls all at once every <paramref name="decay_steps"/> steps.</param>
/// <param name="name">A name.</param>
public sealed partial class ExponentialDecay(double initial_learning_rate, int decay_steps, double decay_rate, bool staircase = false, string name = "ExponentialDecay") : LearningRateSchedule
{
    /// <summary>After so many steps the rate is multiplied once.</summary>
    public int decay_steps { get; } = Positive(nameof(decay_steps), decay_steps);

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor p = step.Cast(FloatX.Value) / decay_steps;
        if (staircase) p = ops.floor(p);
        return initial_learning_rate * ops.power(decay_rate, p);
    }
}
