using System.Globalization;
using KerasTransfer.Saving;

namespace KerasTransfer.Callbacks;

/// <summary>Keeps what is needed to go on after an interruption, and goes on from it when <c>fit</c> is called again. After keras.callbacks.BackupAndRestore.</summary>
/// <param name="backup_dir">A folder of its own, deleted at the end of training.</param>
/// <param name="save_freq"><c>"epoch"</c>, or after how many batches; null for <c>"epoch"</c>.</param>
/// <param name="double_checkpoint">Whether the backup before the last is kept too, under the same names with <c>.bkp</c>.</param>
/// <param name="delete_checkpoint">Whether the folder is deleted at the end of training.</param>
public sealed class BackupAndRestore(string backup_dir, SaveFrequency? save_freq = null, bool double_checkpoint = false, bool delete_checkpoint = true) : Callback
{
    private readonly string folder = backup_dir.Length > 0 ? backup_dir : throw new ValueError("Empty `backup_dir` argument passed");
    private readonly SaveFrequency.Counter counter = new(save_freq ?? default);
    private readonly bool savesEpochs = (save_freq ?? default).IsEpoch;
    private int nextEpoch, lastBatch;

    private string Weights => Path.Combine(folder, "latest.weights.h5");
    private string Metadata => Path.Combine(folder, "training_metadata.json");

    /// <inheritdoc/>
    /// <exception cref="ValueError">The model is not built.</exception>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs)
    {
        if (!model.built)
            throw new ValueError($"To use the BackupAndRestore callback, you model must be built before you call `fit()`. Model {model} is unbuilt. You can build it beforehand by calling it on a batch of data.");
        try
        {
            Restore();
        }
        catch (Exception e) when (e is IOException or ValueError or InvalidDataException && File.Exists(Weights + ".bkp"))
        {
            Warning.Write($"The backup '{Weights}' cannot be read ({e.Message}). Training goes on from the one before.");
            File.Copy(Weights + ".bkp", Weights, overwrite: true);
            if (File.Exists(Metadata + ".bkp")) File.Copy(Metadata + ".bkp", Metadata, overwrite: true);
            else File.Delete(Metadata);
            Restore();
        }
    }

    private void Restore()
    {
        if (File.Exists(Weights))
        {
            model.optimizer.Build(model.trainable_weights);                     // its state is in the file too
            model.load_weights(Weights);
        }
        if (!File.Exists(Metadata)) return;
        if (ConfigJson.Parse(File.ReadAllBytes(Metadata)) is not IReadOnlyDictionary<string, object?> parts || parts.GetValueOrDefault("epoch") is not long and not int)
            throw new ValueError($"The file '{Metadata}' does not say at which epoch to go on. Delete the folder '{folder}' to begin anew.");
        model.ResumedEpoch = Convert.ToInt32(parts["epoch"], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => nextEpoch = epoch;

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        (nextEpoch, lastBatch) = (epoch + 1, 0);
        counter.Restart();
        if (savesEpochs) Save();
    }

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        lastBatch = batch;
        if (counter.IsDue(batch)) Save();
    }

    private void Save()
    {
        Directory.CreateDirectory(folder);
        if (double_checkpoint)
            foreach (string file in new[] { Weights, Metadata }.Where(File.Exists)) File.Copy(file, file + ".bkp", overwrite: true);
        model.save_weights(Weights);
        string temporary = Metadata + ".tmp";
        File.WriteAllText(temporary, ConfigJson.Write(new Dictionary<string, object?> { ["epoch"] = (long)nextEpoch, ["batch"] = (long)lastBatch }));
        File.Move(temporary, Metadata, overwrite: true);
    }

    /// <inheritdoc/>
    public override void on_train_end(IReadOnlyDictionary<string, double> logs)
    {
        if (delete_checkpoint && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
