namespace KerasTransfer.Optimizers.Schedules;

/// <summary>Half a cosine again and again, each longer and lower than the last (Loshchilov and Hutter 2016, https://arxiv.org/abs/1608.03983). After keras.optimizers.schedules.CosineDecayRestarts.</summary>
/// <param name="initial_learning_rate">The rate of the first step.</param>
/// <param name="first_decay_steps">How many steps the first fall takes; above 0.</param>
/// <param name="t_mul">How many times longer each fall is than the last.</param>
/// <param name="m_mul">How many times higher each fall begins than the last.</param>
/// <param name="alpha">The rate at the end of a fall as a share of the initial one.</param>
/// <param name="name">A name.</param>
public sealed partial class CosineDecayRestarts(double initial_learning_rate, int first_decay_steps, double t_mul = 2.0, double m_mul = 1.0, double alpha = 0.0, string name = "SGDRDecay")
    : LearningRateSchedule
{
    /// <summary>How many steps the first fall takes.</summary>
    public int first_decay_steps { get; } = Positive(nameof(first_decay_steps), first_decay_steps);

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor done = step.Cast(FloatX.Value) / first_decay_steps, restarts;
        if ((float)t_mul == 1)
        {
            restarts = ops.floor(done);
            done = done - restarts;
        }
        else                                                    // lengths are a geometric series
        {
            Tensor t = ops.full(Shape.Scalar, t_mul);
            restarts = ops.floor(ops.log(1.0 - done * (1.0 - t)) / ops.log(t));
            Tensor longer = ops.power(t, restarts);
            done = (done - (1.0 - longer) / (1.0 - t)) / longer;
        }
        Tensor a = ops.full(Shape.Scalar, alpha);
        Tensor cosine = 0.5 * ops.power(m_mul, restarts) * (1.0 + ops.cos(Math.PI * done));
        return initial_learning_rate * ((1 - a) * cosine + a);
    }
}
