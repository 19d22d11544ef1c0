namespace KerasTransfer.Callbacks;

/// <summary>Puts the optimizer's moving averages in the weights' place while the model is evaluated or used. After keras.callbacks.SwapEMAWeights.</summary>
/// <param name="swap_on_epoch">Whether they stay there from the end of each epoch to the beginning of the next, so that callbacks save the averages.</param>
public sealed class SwapEMAWeights(bool swap_on_epoch = false) : Callback
{
    private bool isSwapped;

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (swap_on_epoch) Swap(false);
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (!swap_on_epoch || isSwapped) return;
        Swap(true);
        // At the end of training the averages replace the weights: they must be those that are in the weights now.
        if (@params.GetValueOrDefault("epochs") is int epochs && epoch == epochs - 1)
            foreach ((Variable w, Variable average) in Averages) average.assign(w.Value);
    }

    /// <inheritdoc/>
    public override void on_test_begin(IReadOnlyDictionary<string, double> logs) => Swap(true);
    /// <inheritdoc/>
    public override void on_test_end(IReadOnlyDictionary<string, double> logs) => Swap(false);
    /// <inheritdoc/>
    public override void on_predict_begin(IReadOnlyDictionary<string, double> logs) => Swap(true);
    /// <inheritdoc/>
    public override void on_predict_end(IReadOnlyDictionary<string, double> logs) => Swap(false);

    private IReadOnlyDictionary<Variable, Variable> Averages => model.optimizer is { use_ema: true } optimizer ? optimizer.Averages
        : throw new ValueError($"SwapEMAWeights must be used when `use_ema=True` is set on the optimizer. Received: use_ema={PythonText.Repr(model.optimizer.use_ema)}");

    private void Swap(bool swapped)
    {
        if (isSwapped == swapped) return;
        foreach ((Variable w, Variable average) in Averages)
        {
            NDArray held = w.numpy();
            w.assign(average.Value);
            average.assign(held);
        }
        isSwapped = swapped;
    }
}
