using KerasTransfer.Graph;

namespace KerasTransfer;

/// <summary>
/// A learning rate that follows from the number of steps done. Override <see cref="call"/>; it is traced into the training step, so that no step costs more
/// than another. After keras.optimizers.schedules.LearningRateSchedule.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate after <paramref name="step"/> steps.</summary>
    /// <param name="step">The optimizer's <c>iterations</c>, from 0: int64 of shape ().</param>
    /// <returns>The rate, of shape ().</returns>
    public abstract Tensor call(Tensor step);

    /// <summary>Python's <c>schedule(step)</c>, computed now.</summary>
    public double Apply(long step) => Function.Evaluate(call(NDArray.ScalarOf(step)).Cast(FloatX.Value)).item<double>();

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => [];

    private protected static int Positive(string argument, int steps) => steps > 0 ? steps : throw new ValueError($"Argument `{argument}` must be > 0. Received: {argument}={steps}");
}
