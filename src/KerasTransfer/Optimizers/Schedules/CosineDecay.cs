namespace KerasTransfer.Optimizers.Schedules;

/// <summary>Half a cosine from initial to alpha · initial, after a straight rise if asked for (Loshchilov and Hutter 2016, https://arxiv.org/abs/1608.03983). After keras.optimizers.schedules.CosineDecay.</summary>
/// <param name="initial_learning_rate">The rate of the first step.</param>
/// <param name="decay_steps">How many steps the fall takes; above 0.</param>
/// <param name="alpha">The rate at the end as a share of that at the beginning of the fall.</param>
/// <param name="name">A name.</param>
/// <param name="warmup_target">The rate to rise to first; null for no rise.</param>
/// <param name="warmup_steps">How many steps the rise takes.</param>
public sealed partial class CosineDecay(double initial_learning_rate, int decay_steps, double alpha = 0.0, string name = "CosineDecay", double? warmup_target = null, int warmup_steps = 0) : LearningRateSchedule
{
    /// <summary>How many steps the fall takes.</summary>
    public int decay_steps { get; } = Positive(nameof(decay_steps), decay_steps);

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor at = step.Cast(FloatX.Value);
        if (warmup_target is not { } target) return Fall(ops.minimum(at, decay_steps), initial_learning_rate);
        Tensor initial = ops.full(Shape.Scalar, initial_learning_rate), top = ops.full(Shape.Scalar, target);
        at = ops.minimum(at, decay_steps + warmup_steps);
        Tensor rise = (top - initial) * (at / warmup_steps) + initial;
        return ops.where(at < warmup_steps, rise, Fall(at - warmup_steps, target));
    }

    private Tensor Fall(Tensor at, double from) => from * ((1 - alpha) * (0.5 * (1.0 + ops.cos(Math.PI * (at / decay_steps)))) + alpha);
}
