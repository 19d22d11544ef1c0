namespace KerasTransfer.Callbacks;

/// <summary>Ends training when a value has stopped getting better. After keras.callbacks.EarlyStopping.</summary>
/// <param name="monitor">The name of the value.</param>
/// <param name="min_delta">By how much it must get better for that to count.</param>
/// <param name="patience">After how many epochs without that training ends.</param>
/// <param name="verbose">Whether to say so.</param>
/// <param name="mode"><c>min</c>, <c>max</c>, or <c>auto</c> after the metric of that name.</param>
/// <param name="baseline">A value that must be beaten, or the epoch counts as one without progress.</param>
/// <param name="restore_best_weights">Whether the weights of the best epoch are set at the end.</param>
/// <param name="start_from_epoch">The first epoch that counts.</param>
public sealed class EarlyStopping(string monitor = "val_loss", double min_delta = 0, int patience = 0, int verbose = 0, string mode = "auto", double? baseline = null, bool restore_best_weights = false,
    int start_from_epoch = 0) : MonitorCallback(monitor, mode, null, min_delta)
{
    /// <summary>How many epochs in a row brought no progress.</summary>
    public int wait { get; private set; }
    /// <summary>The epoch after which training was ended, from 0; 0 if it was not.</summary>
    public int stopped_epoch { get; private set; }
    /// <summary>The epoch of the best value, from 0.</summary>
    public int best_epoch { get; private set; }
    /// <summary>The weights at the end of that epoch; null unless they are to be restored.</summary>
    public NDArray[]? best_weights { get; private set; }

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => (wait, stopped_epoch, best, best_weights, best_epoch) = (0, 0, null, null, 0);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        SettleDirection();
        if (!logs.TryGetValue(monitor, out double current))
        {
            Warning.Write($"Early stopping conditioned on metric `{monitor}` which is not available. Available metrics are: {string.Join(',', logs.Keys)}");
            return;
        }
        if (epoch < start_from_epoch) return;
        if (restore_best_weights && best_weights is null) (best_weights, best_epoch) = (model.get_weights(), epoch);

        wait++;
        if (IsImprovement(current, best))
        {
            (best, best_epoch) = (current, epoch);
            if (restore_best_weights) best_weights = model.get_weights();
            if (baseline is null || IsImprovement(current, baseline)) wait = 0;
        }
        else if (wait >= patience && epoch > 0)
        {
            stopped_epoch = epoch;
            model.stop_training = true;
        }
    }

    /// <inheritdoc/>
    public override void on_train_end(IReadOnlyDictionary<string, double> logs)
    {
        if (stopped_epoch > 0 && verbose > 0) Say($"Epoch {stopped_epoch + 1}: early stopping");
        if (best_weights is null) return;
        if (verbose > 0) Say($"Restoring model weights from the end of the best epoch: {best_epoch + 1}.");
        model.set_weights(best_weights);
    }
}
