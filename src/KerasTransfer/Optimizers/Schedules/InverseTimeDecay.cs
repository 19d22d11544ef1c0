namespace KerasTransfer.Optimizers.Schedules;

/// <summary>initial / (1 + decay_rate · step / decay_steps). After keras.optimizers.schedules.InverseTimeDecay.</summary>
/// <param name="initial_learning_rate">The rate of the first step.</param>
/// <param name="decay_steps">How many steps count as one; above 0.</param>
/// <param name="decay_rate">How fast the rate falls.</param>
/// <param name="staircase">Whether the rate falls all at once every <paramref name="decay_steps"/> steps.</param>
/// <param name="name">A name.</param>
public sealed partial class InverseTimeDecay(double initial_learning_rate, int decay_steps, double decay_rate, bool staircase = false, string name = "InverseTimeDecay") : LearningRateSchedule
{
    /// <summary>How many steps count as one.</summary>
    public int decay_steps { get; } = Positive(nameof(decay_steps), decay_steps);

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor p = step.Cast(FloatX.Value) / decay_steps;
        if (staircase) p = ops.floor(p);
        return initial_learning_rate / (1 + decay_rate * p);
    }
}
