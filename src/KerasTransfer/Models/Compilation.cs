using KerasTransfer.Graph;
using KerasTransfer.Metrics;

namespace KerasTransfer.Models;

/// <summary>What <c>compile</c> was given: optimizer, losses, metrics. Which loss and metric belongs to which output is settled at the first batch.</summary>
internal sealed class Compilation
{
    private readonly LossArgument? loss;
    private readonly LossWeights? lossWeights;
    private readonly MetricsArgument? metrics, weightedMetrics;
    private Loss?[]? losses;
    private double[]? weights;
    private (string Name, Metric Metric, int Output, bool Weighted)[]? measured;
    private Mean[]? outputLosses;
    private string[] outputNames = [];

    public Compilation(Optimizer optimizer, LossArgument? loss, LossWeights? loss_weights, MetricsArgument? metrics, MetricsArgument? weighted_metrics)
    {
        (Optimizer, this.loss, lossWeights, this.metrics, weightedMetrics) = (optimizer, loss, loss_weights, metrics, weighted_metrics);
        LossTracker = new Mean(name: "loss");
    }

    public Optimizer Optimizer { get; }
    public LossArgument? Loss => loss;
    public LossWeights? LossWeights => lossWeights;
    public MetricsArgument? Metrics => metrics;
    public MetricsArgument? WeightedMetrics => weightedMetrics;
    public Mean LossTracker { get; }
    public bool HasOutputLosses => outputLosses?.Length > 0;
    public bool IsSettled => losses is not null;

    /// <summary>Everything that is reported, with its name: the loss, the outputs' losses if there are several, the metrics.</summary>
    public IEnumerable<(string Name, Metric Metric)> Reported
    {
        get
        {
            yield return ("loss", LossTracker);
            foreach (Mean mean in outputLosses ?? []) yield return (mean.name, mean);
            foreach (var (name, metric, _, _) in measured ?? []) yield return (name, metric);
        }
    }

    /// <summary>What the user asked to be measured.</summary>
    public IEnumerable<Metric> UserMetrics => (measured ?? []).Select(m => m.Metric);

    /// <summary>Settles the losses and metrics, knowing the outputs and the targets.</summary>
    public void Settle(string[] names, IReadOnlyList<Tensor> y_true, IReadOnlyList<Tensor> y_pred)
    {
        if (IsSettled) return;
        int count = y_pred.Count;
        if (names.Length != count) names = [.. Enumerable.Range(1, count).Select(i => $"output_{i}")];
        outputNames = names;
        Loss?[] found = [];
        if (loss is not null)
        {
            if (loss.IsNamed && loss.Names.FirstOrDefault(n => !names.Contains(n)) is { } wrong)
                throw new ValueError($"Expected keys [{string.Join(", ", names.Select(n => $"'{n}'"))}] in loss dict, but found loss.keys()=[{string.Join(", ", loss.Names.Select(n => $"'{n}'"))}]: '{wrong}' is no output.");
            if (loss.IsNamed && loss.Names.Count < count)
                throw new ValueError($"Expected keys [{string.Join(", ", names.Select(n => $"'{n}'"))}] in loss dict, but found loss.keys()=[{string.Join(", ", loss.Names.Select(n => $"'{n}'"))}]");
            found = loss.IsSingle && count > 1 ? [.. Enumerable.Repeat(loss[0], count)] : loss.InOrder(names, "loss");
            if (found.Length != count) throw new ValueError($"For a model with multiple outputs, when providing the `loss` argument as a list, it should have as many entries as the model has outputs. Received: {found.Length} losses. Model has {count} outputs.");
            found = [.. found.Select((l, i) => l is null ? null : Losses.LossNames.Resolve(l, y_true[i].shape, y_pred[i].shape))];
            if (lossWeights is { IsNamed: true } && lossWeights.Names.FirstOrDefault(n => !names.Contains(n)) is { } stray)
                throw new ValueError($"`loss_weights` has the key '{stray}', which is no output. Outputs: {string.Join(", ", names)}.");
            if (lossWeights is not null && !lossWeights.IsNamed && (lossWeights.Count != count || (loss.IsSingle && count > 1)))
                throw new ValueError($"`loss_weights` must match the number of losses, got {(loss.IsSingle ? 1 : found.Length)} losses and {lossWeights.Count} weights.");
        }
        weights = [.. Enumerable.Repeat(1.0, count)];
        if (lossWeights is not null)
            for (int i = 0; i < count; i++)
                weights[i] = !lossWeights.IsNamed ? lossWeights[i] : lossWeights.Names.Contains(names[i]) ? lossWeights[names[i]] : 1;

        List<(string, Metric, int, bool)> list = [];
        Add(metrics, false, "metrics");
        Add(weightedMetrics, true, "weighted_metrics");
        outputLosses = found.Count(l => l is not null) > 1 ? [.. names.Select(n => new Mean(name: n + "_loss"))] : [];
        measured = [.. list];
        losses = found;

        void Add(MetricsArgument? argument, bool weighted, string what)
        {
            if (argument is null || argument.Count == 0) return;
            if (y_true.Count < count) throw new ValueError($"`{what}` compare the outputs with targets, but `y` is missing. Pass it: fit(x, y), evaluate(x, y).");
            IReadOnlyList<Metric>[] each;
            if (count == 1 && !argument.IsNamed) each = [[.. argument.SelectMany(m => m)]];
            else
            {
                if (!argument.IsNamed && argument.Count != count)
                    throw new ValueError($"For a model with multiple outputs, when providing the `{what}` argument as a list, it should have as many entries as the model has outputs. Received: {argument.Count} entries. Model has {count} outputs.");
                each = [.. argument.InOrder(names, what).Select(m => (IReadOnlyList<Metric>)[.. m ?? []])];
            }
            for (int i = 0; i < count; i++)
                foreach (Metric metric in each[i])
                {
                    Metric settled = MetricNames.Resolve(metric, y_true[i].shape, y_pred[i].shape);
                    string name = count > 1 ? $"{names[i]}_{settled.name}" : settled.name;
                    if (weighted && list.Any(l => l.Item1 == name)) name = count > 1 ? $"{names[i]}_weighted_{settled.name}" : $"weighted_{settled.name}";
                    string free = name;
                    for (int n = 1; list.Any(l => l.Item1 == free); n++) free = $"{name}_{n}";
                    list.Add((free, settled, i, weighted));
                }
        }
    }

    /// <summary>The total loss of a batch, and the updates of everything reported.</summary>
    /// <param name="y_true">The targets, one per output.</param>
    /// <param name="y_pred">The outputs.</param>
    /// <param name="sample_weight">Weights per output, null where there are none.</param>
    /// <param name="added">Losses that layers added, and penalties on weights.</param>
    /// <param name="batch">The number of samples.</param>
    public Tensor Measure(IReadOnlyList<Tensor> y_true, IReadOnlyList<Tensor> y_pred, IReadOnlyList<Tensor?> sample_weight, IReadOnlyList<Tensor> added, int batch)
    {
        Tensor? total = null;
        for (int i = 0; i < losses!.Length; i++)
        {
            if (losses[i] is not { } one) continue;
            Tensor value;
            try { value = one.Apply(y_true[i], y_pred[i], sample_weight[i]); }
            catch (ValueError e) { throw Where(e, "loss", one.name, i, y_true[i], y_pred[i]); }
            if (value.ndim > 0) value = ops.mean(value);
            if (outputLosses!.Length > 0) outputLosses[i].update_state(value);       // each batch counts alike, as in Keras 3, though the total is weighted by size
            if (weights![i] != 1) value *= weights[i];
            total = total is null ? value : total + value;
        }
        foreach (Tensor penalty in added) total = total is null ? penalty : total + penalty;
        if (total is null) throw new ValueError("No loss to compute. Provide a `loss` argument in `compile()`.");
        LossTracker.update_state(total, batch);
        foreach (var (_, metric, output, weighted) in measured!)
            try { metric.update_state(y_true[output], y_pred[output], weighted ? sample_weight[output] : null); }
            catch (ValueError e) { throw Where(e, "metric", metric.name, output, y_true[output], y_pred[output]); }
        return total;
    }

    private ValueError Where(ValueError error, string what, string name, int output, Tensor y_true, Tensor y_pred) =>
        new($"{error.Message}\nThis is in the {what} '{name}' of the output '{outputNames[output]}', which compares targets of shape {y_true.shape} with predictions of shape {y_pred.shape}, batch first.", error);

    public void Reset()
    {
        foreach (var (_, metric) in Reported) metric.reset_state();
    }
}
