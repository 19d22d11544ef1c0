namespace KerasTransfer.Callbacks;

/// <summary>Saves the model, or its weights, during training. After keras.callbacks.ModelCheckpoint.</summary>
/// <param name="filepath">The file, ending in <c>.keras</c>, <c>.h5</c> or <c>.hdf5</c>, of weights in <c>.weights.h5</c>, or for the layout of Keras 2 in <c>.h5</c> or <c>.hdf5</c>; with fields in Python's format: <c>{epoch:02d}-{val_loss:.2f}.keras</c>, epochs from 1.</param>
/// <param name="monitor">The name of the value that says what is best.</param>
/// <param name="verbose">Whether to say what is saved.</param>
/// <param name="save_best_only">Whether only what is better than the best so far is saved.</param>
/// <param name="save_weights_only">Whether only weights are saved.</param>
/// <param name="mode"><c>min</c>, <c>max</c>, or <c>auto</c> after the metric of that name.</param>
/// <param name="save_freq"><c>"epoch"</c>, or after how many batches; null for <c>"epoch"</c>.</param>
/// <param name="initial_value_threshold">What must be beaten first.</param>
/// <param name="period">Only after every so many epochs. Keras 2's; today <paramref name="save_freq"/> counts batches.</param>
public sealed class ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool save_best_only = false, bool save_weights_only = false, string mode = "auto",
    SaveFrequency? save_freq = null, double? initial_value_threshold = null, int period = 1) : MonitorCallback(monitor, mode, initial_value_threshold, 0)
{
    private readonly SaveFrequency.Counter counter = new(save_freq ?? default);
    private readonly string filepath = Checked(filepath, save_weights_only);
    private readonly bool savesEpochs = (save_freq ?? default).IsEpoch;
    private int epoch, epochsSinceSaved;

    // Keras 3 takes .weights.h5 alone for weights, and no .hdf5. Older scripts have .h5 and .hdf5 for both, which model.save and model.save_weights write.
    private static bool IsHdf5(string path) => path.EndsWith(".h5", StringComparison.Ordinal) || path.EndsWith(".hdf5", StringComparison.Ordinal);

    private static string Checked(string path, bool weights_only) =>
        weights_only && !IsHdf5(path)
            ? throw new ValueError($"When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in `.weights.h5` (Keras weights format). Received: filepath={path}")
            : path.EndsWith(".keras", StringComparison.Ordinal) || IsHdf5(path) ? path
            : throw new ValueError($"The filepath provided must end in `.keras` (Keras model format). Received: filepath={path}");

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => this.epoch = epoch;

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        if (!counter.IsDue(batch)) return;
        if (save_best_only) SettleDirection();
        Save(epoch, batch, logs);
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        SettleDirection();
        if (!savesEpochs || ++epochsSinceSaved < period) return;
        epochsSinceSaved = 0;
        Save(epoch, null, logs);
    }

    private void Save(int epoch, int? batch, IReadOnlyDictionary<string, double> logs)
    {
        string path = PathOf(epoch, batch, logs);
        if (!IsDue(epoch, logs, path)) return;
        if (Directory.Exists(path)) throw new IOException($"Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an existing directory: {path}");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        if (save_weights_only) model.save_weights(path);
        else model.save(path);
        if (verbose > 0) Say($"\nEpoch {epoch + 1}: finished saving model to {path}");
    }

    private bool IsDue(int epoch, IReadOnlyDictionary<string, double> logs, string path)
    {
        if (!save_best_only)
        {
            if (verbose > 0) Say($"\nEpoch {epoch + 1}: saving model to {path}");
            return true;
        }
        if (!logs.TryGetValue(monitor, out double current))
        {
            Warning.Write($"Can save best model only with {monitor} available.");
            return true;
        }
        string before = best is { } b ? PythonFormat.Fixed(b, 5) : "None";
        if (!IsImprovement(current, best))
        {
            if (verbose > 0) Say($"\nEpoch {epoch + 1}: {monitor} did not improve from {before}");
            return false;
        }
        if (verbose > 0) Say($"\nEpoch {epoch + 1}: {monitor} improved from {before} to {PythonFormat.Fixed(current, 5)}, saving model to {path}");
        best = current;
        return true;
    }

    private string PathOf(int epoch, int? batch, IReadOnlyDictionary<string, double> logs)
    {
        try
        {
            return PythonFormat.Fill(filepath, (name, spec) => name == "epoch" ? PythonFormat.Format(epoch + 1, spec) : logs.TryGetValue(name, out double value) ? PythonFormat.Format(value, spec)
                : name == "batch" && batch is { } b ? PythonFormat.Format(b + 1, spec) : null);
        }
        catch (KeyNotFoundException e)
        {
            throw new KeyNotFoundException($"Failed to format this callback filepath: \"{filepath}\". Reason: {e.Message}");
        }
    }
}
