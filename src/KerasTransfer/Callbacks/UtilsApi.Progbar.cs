namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>A progress bar that starts now.</summary>
    /// <param name="target">How many steps there are; null where that is not known.</param>
    /// <param name="width">The bar's width in characters.</param>
    /// <param name="verbose">0 for nothing, 1 for a bar, 2 for one line at the end.</param>
    /// <param name="interval">The shortest time between two drawings, in seconds.</param>
    /// <param name="stateful_metrics">Names of values shown as they are; others are averaged over the steps.</param>
    /// <param name="stateless_metrics">Names of values averaged over the steps; others are shown as they are.</param>
    /// <param name="unit_name">What a step is called.</param>
    /// <exception cref="ValueError">Both lists of names are given.</exception>
    public Progbar Progbar(int? target, int width = 20, int verbose = 1, double interval = 0.05, IReadOnlyCollection<string>? stateful_metrics = null, IReadOnlyCollection<string>? stateless_metrics = null,
        string unit_name = "step") => new(target, width, verbose, interval, stateful_metrics, stateless_metrics, unit_name);
}
