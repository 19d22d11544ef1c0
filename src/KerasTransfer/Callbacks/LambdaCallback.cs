namespace KerasTransfer.Callbacks;

/// <summary>Calls functions at the moments they are given for. After keras.callbacks.LambdaCallback.</summary>
/// <param name="on_epoch_begin">Before an epoch: its number and empty logs.</param>
/// <param name="on_epoch_end">After an epoch: its number and its logs.</param>
/// <param name="on_train_begin">Before training.</param>
/// <param name="on_train_end">After training: the logs of the last epoch.</param>
/// <param name="on_train_batch_begin">Before a batch: its number and empty logs.</param>
/// <param name="on_train_batch_end">After a batch: its number and the averages of the epoch so far.</param>
public sealed class LambdaCallback(Action<int, IReadOnlyDictionary<string, double>>? on_epoch_begin = null, Action<int, IReadOnlyDictionary<string, double>>? on_epoch_end = null,
    Action<IReadOnlyDictionary<string, double>>? on_train_begin = null, Action<IReadOnlyDictionary<string, double>>? on_train_end = null,
    Action<int, IReadOnlyDictionary<string, double>>? on_train_batch_begin = null, Action<int, IReadOnlyDictionary<string, double>>? on_train_batch_end = null) : Callback
{
    private readonly Action<int, IReadOnlyDictionary<string, double>>? epochBegin = on_epoch_begin, epochEnd = on_epoch_end, batchBegin = on_train_batch_begin, batchEnd = on_train_batch_end;
    private readonly Action<IReadOnlyDictionary<string, double>>? trainBegin = on_train_begin, trainEnd = on_train_end;

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => epochBegin?.Invoke(epoch, logs);
    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => epochEnd?.Invoke(epoch, logs);
    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => trainBegin?.Invoke(logs);
    /// <inheritdoc/>
    public override void on_train_end(IReadOnlyDictionary<string, double> logs) => trainEnd?.Invoke(logs);
    /// <inheritdoc/>
    public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) => batchBegin?.Invoke(batch, logs);
    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => batchEnd?.Invoke(batch, logs);
}
