using System.Collections;
using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>One threshold or several, each in [0, 1]: <c>thresholds: 0.4</c>, <c>thresholds: [0.3, 0.5]</c>.</summary>
[CollectionBuilder(typeof(Thresholds), nameof(Create))]
public sealed class Thresholds : IReadOnlyList<double>, IConfigValue<Thresholds>
{
    private readonly double[] values;
    private readonly bool isNumber;

    private Thresholds(double[] values, bool isNumber)
    {
        if (values.Any(t => !(t >= 0 && t <= 1)))
            throw new ValueError($"Threshold values must be in [0, 1]. Received: [{string.Join(", ", values.Where(t => !(t >= 0 && t <= 1)).Select(ConfigJson.Number))}]");
        (this.values, this.isNumber) = (values, isNumber);
    }

    /// <summary>For collection expressions: <c>[0.3, 0.5]</c>.</summary>
    /// <exception cref="ValueError">One is outside [0, 1].</exception>
    public static Thresholds Create(ReadOnlySpan<double> values) => new(values.ToArray(), isNumber: false);
    /// <summary>One threshold.</summary>
    /// <exception cref="ValueError">It is outside [0, 1].</exception>
    public static implicit operator Thresholds(double value) => new([value], isNumber: true);
    /// <summary>Several thresholds.</summary>
    /// <exception cref="ValueError">One is outside [0, 1].</exception>
    public static implicit operator Thresholds(double[] values) => new([.. values], isNumber: false);

    /// <inheritdoc/>
    public double this[int index] => values[index];
    /// <inheritdoc/>
    public int Count => values.Length;
    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => values.AsEnumerable().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    object? IConfigValue.ToConfig() => isNumber ? values[0] : values;
    static Thresholds IConfigValue<Thresholds>.FromConfig(ConfigItem item) => item.Value is double or float or long or int ? item.ToDouble() : item.ToArray(static t => t.ToDouble());
}
