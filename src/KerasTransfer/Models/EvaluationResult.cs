using System.Collections;

namespace KerasTransfer;

/// <summary>
/// What <c>evaluate</c> gives: the loss, then the metrics. Read it by place (<c>results[0]</c>), by name (<c>results["accuracy"]</c>), take it apart
/// (<c>var (loss, accuracy) = …</c>), or as one number where there is only the loss.
/// </summary>
public sealed class EvaluationResult : IReadOnlyList<double>
{
    private readonly bool byName;
    private readonly (string Name, double Value)[] values;

    internal EvaluationResult(IEnumerable<(string, double)> values, bool by_name = false) => (this.values, byName) = ([.. values], by_name);

    /// <summary>These results, or the same as Python's <c>return_dict=True</c> lists them.</summary>
    internal EvaluationResult As(bool dict) => dict ? new(values.OrderBy(v => v.Name, StringComparer.Ordinal), by_name: true) : this;

    /// <summary>The names, in order: <c>loss</c> first.</summary>
    public IReadOnlyList<string> Names => [.. values.Select(v => v.Name)];
    /// <summary>The number of values.</summary>
    public int Count => values.Length;
    /// <summary>The value at a place.</summary>
    /// <exception cref="ValueError">There is no such place.</exception>
    public double this[int index] => index < values.Length && index >= -values.Length ? values[index < 0 ? index + values.Length : index].Value
        : throw new ValueError($"There are {values.Length} results ({string.Join(", ", Names)}), so there is none at {index}. Metrics are reported when they are given to compile(metrics: [\"accuracy\"]).");

    /// <summary>The value of that name.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    public double this[string name] => values.FirstOrDefault(v => v.Name == name) is { Name: not null } found ? found.Value
        : throw new ValueError($"There is no '{name}' among the results. There are: {string.Join(", ", Names)}.");

    /// <summary>By name, alphabetically; Python's <c>return_dict=True</c>.</summary>
    public IReadOnlyDictionary<string, double> ToDictionary() => new SortedDictionary<string, double>(values.ToDictionary(v => v.Name, v => v.Value), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => values.Select(v => v.Value).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private double At(int index, int wanted) => values.Length == wanted ? values[index].Value
        : throw new ValueError($"There are {values.Length} results ({string.Join(", ", Names)}), {wanted} are taken. They are the loss and what compile(metrics: [...]) was given.");

    /// <summary>The loss and one metric.</summary>
    public void Deconstruct(out double loss, out double metric) => (loss, metric) = (At(0, 2), At(1, 2));
    /// <summary>The loss and two metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second) => (loss, first, second) = (At(0, 3), At(1, 3), At(2, 3));
    /// <summary>The loss and three metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second, out double third) => (loss, first, second, third) = (At(0, 4), At(1, 4), At(2, 4), At(3, 4));
    /// <summary>The loss and four metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second, out double third, out double fourth) => (loss, first, second, third, fourth) = (At(0, 5), At(1, 5), At(2, 5), At(3, 5), At(4, 5));

    /// <summary>The only value.</summary>
    /// <exception cref="ValueError">There are several.</exception>
    public static implicit operator double(EvaluationResult result) => result.Count == 1 ? result[0]
        : throw new ValueError($"There are {result.Count} results: {string.Join(", ", result.Names)}. Take one: results[\"{result.Names[0]}\"].");

    /// <summary>As Python prints it: a number, a list, or what <c>return_dict: true</c> gives.</summary>
    public override string ToString() => byName ? $"{{{string.Join(", ", values.Select(v => $"'{v.Name}': {Saving.ConfigJson.Number(v.Value)}"))}}}"
        : values.Length == 1 ? Saving.ConfigJson.Number(values[0].Value) : $"[{string.Join(", ", values.Select(v => Saving.ConfigJson.Number(v.Value)))}]";
}
