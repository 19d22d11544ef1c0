namespace KerasTransfer.Callbacks;

/// <summary>Prints the progress of <c>fit</c>, <c>evaluate</c> and <c>predict</c>, which add it by themselves unless <c>verbose</c> is 0. After keras.callbacks.ProgbarLogger.</summary>
public sealed class ProgbarLogger : Callback
{
    private readonly TextWriter? writer;
    private readonly Func<double>? clock;
    private Progbar? bar;
    private int? target;
    private int verbose = 1, epochs = 1, seen;
    private bool isInFit;

    /// <summary>A logger on the console.</summary>
    public ProgbarLogger() { }

    internal ProgbarLogger(TextWriter writer, Func<double> clock) => (this.writer, this.clock) = (writer, clock);

    internal override void Attach(Model model, IReadOnlyDictionary<string, object?> @params)
    {
        base.Attach(model, @params);
        verbose = @params.GetValueOrDefault("verbose") as int? ?? 1;            // "auto" is 1
        epochs = @params.GetValueOrDefault("epochs") as int? ?? 1;
        target = @params.GetValueOrDefault("steps") as int?;
    }

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => isInFit = true;    // validation is silent

    /// <inheritdoc/>
    public override void on_test_begin(IReadOnlyDictionary<string, double> logs)
    {
        if (!isInFit) Start();
    }

    /// <inheritdoc/>
    public override void on_predict_begin(IReadOnlyDictionary<string, double> logs) => Start();

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        Start();
        if (verbose == 0 || epochs <= 1) return;
        TextWriter to = writer ?? Console.Out;
        to.Write(FormattableString.Invariant($"Epoch {epoch + 1}/{epochs}\n"));
        to.Flush();
    }

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => Update(batch, logs);

    /// <inheritdoc/>
    public override void on_test_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        if (!isInFit) Update(batch, logs);
    }

    /// <inheritdoc/>
    public override void on_predict_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => Update(batch, null);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => Finish(logs);

    /// <inheritdoc/>
    public override void on_test_end(IReadOnlyDictionary<string, double> logs)
    {
        if (!isInFit) Finish(logs);
    }

    /// <inheritdoc/>
    public override void on_predict_end(IReadOnlyDictionary<string, double> logs) => Finish(logs);

    private void Start()
    {
        seen = 0;
        bar = Make();
    }

    private Progbar Make() => new(target, 20, verbose, 0.05, null, [], "step", writer, clock);

    private void Update(int batch, IReadOnlyDictionary<string, double>? logs)
    {
        bar ??= Make();
        seen = batch + 1;
        if (verbose == 1) bar.update(seen, Values(logs), finalize: false);
    }

    private void Finish(IReadOnlyDictionary<string, double> logs)
    {
        bar ??= Make();
        bar.Target = target ??= seen;
        bar.update(target.Value, Values(logs), finalize: true);
    }

    // Read only where the bar is drawn.
    private static IEnumerable<(string, double)>? Values(IReadOnlyDictionary<string, double>? logs) => logs?.Select(l => (l.Key, l.Value));
}
