namespace KerasTransfer.Callbacks;

/// <summary>Makes the learning rate smaller when a value has stopped getting better. After keras.callbacks.ReduceLROnPlateau.</summary>
/// <param name="monitor">The name of the value.</param>
/// <param name="factor">The new rate as a share of the old one; below 1.</param>
/// <param name="patience">After how many epochs without progress.</param>
/// <param name="verbose">Whether to say so.</param>
/// <param name="mode"><c>min</c>, <c>max</c>, or <c>auto</c> after the metric of that name.</param>
/// <param name="min_delta">By how much the value must get better for that to count.</param>
/// <param name="cooldown">How many epochs after a reduction do not count.</param>
/// <param name="min_lr">The smallest rate.</param>
public sealed class ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto", double min_delta = 1e-4, int cooldown = 0, double min_lr = 0.0)
    : MonitorCallback(monitor, mode, null, min_delta)
{
    private readonly double factor = factor < 1 ? factor
        : throw new ValueError($"ReduceLROnPlateau does not support a factor >= 1.0. Received factor={PythonText.Repr(factor)}");
    private int rest;

    /// <summary>How many epochs in a row brought no progress.</summary>
    public int wait { get; private set; }

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => (best, rest, wait) = (null, 0, 0);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        SettleDirection();
        double rate = model.optimizer.learning_rate;
        AddLog(logs, "learning_rate", rate);
        if (!logs.TryGetValue(monitor, out double current))
        {
            Warning.Write($"Learning rate reduction is conditioned on metric `{monitor}` which is not available. Available metrics are: {string.Join(',', logs.Keys)}.");
            return;
        }
        if (rest > 0)
        {
            rest--;
            wait = 0;
        }
        if (IsImprovement(current, best)) (best, wait) = (current, 0);
        else if (rest == 0 && ++wait >= patience && rate > (float)min_lr)
        {
            double smaller = Math.Max(rate * factor, min_lr);
            model.optimizer.learning_rate = smaller;
            if (verbose > 0) Say($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {PythonText.Repr(smaller)}.");
            (rest, wait) = (cooldown, 0);
        }
    }
}
