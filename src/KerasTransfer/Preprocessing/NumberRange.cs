using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>One number or two, as Keras's arguments for random amounts take them: <c>0.2</c>, <c>(0.8, 1.2)</c>, <c>[0.8, 1.2]</c>. What one number means is said by the argument.</summary>
[CollectionBuilder(typeof(NumberRange), nameof(Create))]
public readonly struct NumberRange : IEnumerable<double>, IConfigValue<NumberRange>
{
    private NumberRange(double low, double high, bool isPair) => (Low, High, IsPair) = (low, high, isPair);

    /// <summary>The first number, or the only one.</summary>
    public double Low { get; }
    /// <summary>The second number, or the only one.</summary>
    public double High { get; }
    /// <summary>Whether two numbers were given.</summary>
    public bool IsPair { get; }

    /// <summary>For collection expressions: <c>[0.8, 1.2]</c>.</summary>
    /// <exception cref="ValueError">There are not one or two numbers.</exception>
    public static NumberRange Create(ReadOnlySpan<double> numbers) => numbers.Length switch
    {
        1 => new(numbers[0], numbers[0], false),
        2 => new(numbers[0], numbers[1], true),
        _ => throw new ValueError($"Expected a number or two of them, the lower and the upper bound. Received: {numbers.Length} numbers."),
    };

    /// <summary>One number.</summary>
    public static implicit operator NumberRange(double number) => new(number, number, false);
    /// <summary>The lower and the upper bound.</summary>
    public static implicit operator NumberRange((double low, double high) pair) => new(pair.low, pair.high, true);
    /// <summary>The lower and the upper bound.</summary>
    public static implicit operator NumberRange(double[] numbers) => Create(numbers);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator()
    {
        yield return Low;
        if (IsPair) yield return High;
    }
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python writes it.</summary>
    public override string ToString() => IsPair ? $"({ConfigJson.Number(Low)}, {ConfigJson.Number(High)})" : ConfigJson.Number(Low);

    object? IConfigValue.ToConfig() => IsPair ? new[] { Low, High } : Low;
    static NumberRange IConfigValue<NumberRange>.FromConfig(ConfigItem item) => item.Value is long or double or int or float ? item.ToDouble() : Create(item.ToArray(static i => i.ToDouble()));
}
