namespace KerasTransfer.Callbacks;

/// <summary>Ends training when the loss is no longer a finite number. After keras.callbacks.TerminateOnNaN.</summary>
/// <param name="raise_error">Whether to throw instead of ending training.</param>
public sealed class TerminateOnNaN(bool raise_error = false) : Callback
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite and an error is asked for.</exception>
    public override void on_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss)) return;
        if (raise_error) throw new InvalidOperationException($"NaN or Inf loss encountered at batch {batch}. Loss value: {PythonText.Repr(loss)}. Terminating training immediately.");
        Say($"Batch {batch}: Invalid loss, terminating training");
        model.stop_training = true;
    }
}
