using System.Collections;
using KerasTransfer.Engines;
using KerasTransfer.Graph;

namespace KerasTransfer.Models;

/// <summary>The present results of what is reported, by name in alphabetical order. They are computed when they are asked for, at most once per batch.</summary>
internal sealed class MetricResults : IReadOnlyDictionary<string, double>
{
    private readonly IProgram program;
    private readonly NDArray[] outputs;
    private readonly string[] reported, sorted;
    private readonly Dictionary<string, double> values;
    private bool fresh;

    public MetricResults(Compilation compiled)
    {
        (string Name, Metric Metric)[] all = [.. compiled.Reported];
        reported = [.. all.Select(a => a.Name)];
        sorted = [.. reported.Order(StringComparer.Ordinal)];
        values = reported.ToDictionary(n => n, _ => 0.0);
        Function function = Function.Of([], _ => [.. all.Select(a => a.Metric.result().Cast(DType.float64))]);
        for (int i = 0; i < all.Length; i++)
            if (function.Outputs[i].shape.Size != 1)
                throw new NotSupportedException($"The metric '{all[i].Name}' has {function.Outputs[i].shape.Size} results (shape {function.Outputs[i].shape}), but logs hold one number per name. Let it average (average: \"macro\"), or use it by itself on predictions.");
        program = function.Compile();
        outputs = [.. function.Outputs.Select(o => NDArray.Zeros(o.shape, o.dtype))];
    }

    /// <summary>The names in the order of the report: loss first.</summary>
    public IReadOnlyList<string> Reported => reported;

    /// <summary>A batch has changed the metrics.</summary>
    public void Invalidate() => fresh = false;

    private Dictionary<string, double> Values
    {
        get
        {
            if (fresh) return values;
            program.Run([], outputs);
            for (int i = 0; i < reported.Length; i++) values[reported[i]] = outputs[i].AsSpan<double>()[0];
            fresh = true;
            return values;
        }
    }

    /// <summary>A copy that stays as it is.</summary>
    public Dictionary<string, double> ToDictionary() { Dictionary<string, double> now = Values; return sorted.ToDictionary(n => n, n => now[n]); }

    public double this[string key] => Values[key];
    public IEnumerable<string> Keys => sorted;
    IEnumerable<double> IReadOnlyDictionary<string, double>.Values => sorted.Select(n => Values[n]);
    public int Count => sorted.Length;
    public bool ContainsKey(string key) => values.ContainsKey(key);
    public bool TryGetValue(string key, out double value) => Values.TryGetValue(key, out value);
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => ToDictionary().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
