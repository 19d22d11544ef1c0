namespace KerasTransfer.Callbacks;

/// <summary>
/// The callbacks of one <c>fit</c>, <c>evaluate</c> or <c>predict</c>, called in order: the user's, then the history, then the progress bar. The logs are handed on as they
/// are; those of an epoch are a dictionary of their own, to which callbacks may add.
/// </summary>
internal sealed class CallbackList : Callback
{
    private static readonly Dictionary<string, double> none = [];
    private readonly Callback[] callbacks;

    /// <param name="callbacks">The user's.</param>
    /// <param name="model">The model at work.</param>
    /// <param name="verbose">0, 1 or 2; with 0 there is no progress bar.</param>
    /// <param name="epochs">How many epochs; 1 outside fit.</param>
    /// <param name="steps">How many batches an epoch has; null where it is not known.</param>
    public CallbackList(IEnumerable<Callback> callbacks, Model model, int verbose, int epochs, int? steps)
    {
        List<Callback> all = [.. callbacks];
        if (all.OfType<History>().FirstOrDefault() is { } given) History = given;
        else all.Add(History = new History());
        if (verbose != 0 && !all.OfType<ProgbarLogger>().Any()) all.Add(new ProgbarLogger());
        this.callbacks = [.. all];
        Attach(model, new Dictionary<string, object?> { ["verbose"] = verbose, ["epochs"] = epochs, ["steps"] = steps });
    }

    /// <summary>The record of this training.</summary>
    public History History { get; }

    internal override void Attach(Model model, IReadOnlyDictionary<string, object?> @params)
    {
        base.Attach(model, @params);
        foreach (Callback c in callbacks) c.Attach(model, @params);
    }

    public void on_train_begin() => on_train_begin(none);
    public void on_epoch_begin(int epoch) => on_epoch_begin(epoch, none);
    public void on_train_batch_begin(int batch) => on_train_batch_begin(batch, none);
    public void on_test_begin() => on_test_begin(none);
    public void on_test_batch_begin(int batch) => on_test_batch_begin(batch, none);
    public void on_predict_begin() => on_predict_begin(none);
    public void on_predict_batch_begin(int batch) => on_predict_batch_begin(batch, none);
    public void on_predict_end() => on_predict_end(none);

    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_train_begin(logs); }
    public override void on_train_end(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_train_end(logs); }
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_epoch_begin(epoch, logs); }
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_epoch_end(epoch, logs); }
    public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_train_batch_begin(batch, logs); }
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_train_batch_end(batch, logs); }
    public override void on_test_begin(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_test_begin(logs); }
    public override void on_test_end(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_test_end(logs); }
    public override void on_test_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_test_batch_begin(batch, logs); }
    public override void on_test_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_test_batch_end(batch, logs); }
    public override void on_predict_begin(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_predict_begin(logs); }
    public override void on_predict_end(IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_predict_end(logs); }
    public override void on_predict_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_predict_batch_begin(batch, logs); }
    public override void on_predict_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { foreach (Callback c in callbacks) c.on_predict_batch_end(batch, logs); }
}
