namespace KerasTransfer;

/// <summary>What is called at certain moments of training. Override what you need; <see cref="model"/> is the model being trained. After keras.callbacks.Callback.</summary>
public abstract class Callback
{
    /// <summary>The model being trained.</summary>
    public Model model { get; private set; } = null!;
    /// <summary>epochs, steps and verbose of this training.</summary>
    public IReadOnlyDictionary<string, object?> @params { get; private set; } = new Dictionary<string, object?>();

    /// <summary>Before anything else is called.</summary>
    internal virtual void Attach(Model model, IReadOnlyDictionary<string, object?> @params) => (this.model, this.@params) = (model, @params);

    /// <summary>Before training.</summary>
    public virtual void on_train_begin(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After training; <paramref name="logs"/> are those of the last epoch.</summary>
    public virtual void on_train_end(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before an epoch, counted from 0.</summary>
    public virtual void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After an epoch and its validation: <c>loss</c>, metrics, and the same with <c>val_</c>.</summary>
    public virtual void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before a training batch, counted from 0 in each epoch.</summary>
    public virtual void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) => on_batch_begin(batch, logs);
    /// <summary>After a training batch: averages of the epoch so far, computed when they are read.</summary>
    public virtual void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => on_batch_end(batch, logs);
    /// <summary>The same as <see cref="on_train_batch_begin"/>.</summary>
    public virtual void on_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>The same as <see cref="on_train_batch_end"/>.</summary>
    public virtual void on_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before an evaluation, also that of <c>fit</c>.</summary>
    public virtual void on_test_begin(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After an evaluation.</summary>
    public virtual void on_test_end(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before an evaluation batch.</summary>
    public virtual void on_test_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After an evaluation batch.</summary>
    public virtual void on_test_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before a prediction.</summary>
    public virtual void on_predict_begin(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After a prediction.</summary>
    public virtual void on_predict_end(IReadOnlyDictionary<string, double> logs) { }
    /// <summary>Before a prediction batch.</summary>
    public virtual void on_predict_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After a prediction batch.</summary>
    public virtual void on_predict_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { }

    /// <summary>Adds an entry that later callbacks and the history see.</summary>
    private protected static void AddLog(IReadOnlyDictionary<string, double> logs, string name, double value)
    {
        if (logs is IDictionary<string, double> { IsReadOnly: false } entries) entries[name] = value;
        else throw new ValueError($"The logs of this epoch cannot take the entry '{name}'. Pass a Dictionary<string, double>.");
    }

    /// <summary>What callbacks say to the user.</summary>
    private protected static void Say(string text)
    {
        Console.Out.Write(text + "\n");
        Console.Out.Flush();
    }
}
