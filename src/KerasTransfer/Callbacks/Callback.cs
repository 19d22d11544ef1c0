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
    public virtual void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) { }
    /// <summary>After a training batch: averages of the epoch so far.</summary>
    public virtual void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) { }
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
}
