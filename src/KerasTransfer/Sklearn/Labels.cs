using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Sklearn;

/// <summary>Class labels: numbers or words, one per sample. Arrays and lists of either convert to it; <see cref="ToArray"/> and <see cref="ToStrings"/> give them back.</summary>
[CollectionBuilder(typeof(Labels), nameof(Create))]
public sealed class Labels : IReadOnlyList<object>
{
    private readonly string[]? words;
    private readonly NDArray? numbers;

    private Labels(string[] words) => this.words = words;
    private Labels(NDArray numbers) => this.numbers = numbers;

    /// <summary>For collection expressions: <c>["cat", "dog"]</c>, <c>[0, 1, 2]</c>.</summary>
    public static Labels Create(ReadOnlySpan<object> items)
    {
        object[] all = items.ToArray();
        return all.All(i => i is string) && all.Length > 0 ? new Labels([.. all.Cast<string>()])
            : all.All(i => i is int or long or bool) ? new Labels(NDArray.FromArray([.. all.Select(i => Convert.ToInt64(i, CultureInfo.InvariantCulture))], all.Length))
            : new Labels(NDArray.FromArray([.. all.Select(i => Convert.ToDouble(i, CultureInfo.InvariantCulture))], all.Length));
    }

    /// <summary>Numbers; a single column counts as one axis.</summary>
    public static implicit operator Labels(NDArray labels) => new(labels);
    /// <summary>Numbers.</summary>
    public static implicit operator Labels(int[] labels) => new(labels);
    /// <summary>Numbers.</summary>
    public static implicit operator Labels(long[] labels) => new(labels);
    /// <summary>Numbers.</summary>
    public static implicit operator Labels(double[] labels) => new(labels);
    /// <summary>True and false.</summary>
    public static implicit operator Labels(bool[] labels) => new(labels);
    /// <summary>Numbers.</summary>
    public static implicit operator Labels(List<int> labels) => new(labels);
    /// <summary>Words.</summary>
    public static implicit operator Labels(string[] labels) => new(labels);
    /// <summary>Words.</summary>
    public static implicit operator Labels(List<string> labels) => new([.. labels]);
    /// <summary>The numbers.</summary>
    /// <exception cref="ValueError">They are words.</exception>
    public static implicit operator NDArray(Labels labels) => labels.ToArray();
    /// <summary>The words; numbers as text.</summary>
    public static implicit operator string[](Labels labels) => labels.ToStrings();

    /// <summary>Whether they are words.</summary>
    public bool AreWords => words is not null;
    /// <summary>How many there are; Python's <c>len(labels)</c>.</summary>
    public int Length => words?.Length ?? numbers!.Length;
    /// <inheritdoc/>
    public int Count => Length;
    /// <summary>One label: a string, or a number as long, double or bool.</summary>
    public object this[int index] => words is not null ? words[index < 0 ? index + words.Length : index]
        : numbers!.dtype == DType.@bool ? numbers.item<bool>(index) : numbers.dtype.IsFloating ? numbers.item<double>(index) : (object)numbers.item<long>(index);

    /// <summary>The numbers as an array.</summary>
    /// <exception cref="ValueError">They are words.</exception>
    public NDArray ToArray() => numbers ?? throw new ValueError($"The labels are words ({string.Join(", ", words!.Take(3))}, …), not numbers. Turn them into numbers first: sklearn.preprocessing.LabelEncoder().fit_transform(labels).");
    /// <summary>The words; numbers as Python writes them.</summary>
    public string[] ToStrings() => words ?? [.. this.Select(PythonText.Str)];

    /// <inheritdoc/>
    public IEnumerator<object> GetEnumerator() { for (int i = 0; i < Length; i++) yield return this[i]; }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    /// <summary>As NumPy writes them.</summary>
    public override string ToString() => words is null ? numbers!.ToString() : $"[{string.Join(" ", words.Select(PythonText.Repr))}]";

    // ---- inside

    internal bool IsTable => numbers is { ndim: 2 } n && n.shape[1] != 1;
    /// <summary>Whether they are numbers with parts behind the point: scores, not classes.</summary>
    internal bool IsContinuous => numbers is { } n && n.dtype.IsFloating && n.ToArray<double>().Any(v => v != Math.Floor(v));
    internal NDArray? Numbers => numbers;

    internal Labels Take(int[] places) => words is not null ? new Labels([.. places.Select(i => words[i])]) : new Labels(numbers![places]);

    /// <summary>One axis of labels.</summary>
    internal Labels Flat(string what) => numbers is null || numbers.ndim == 1 ? this
        : numbers.ndim == 2 && numbers.shape[1] == 1 ? new Labels(numbers.reshape(-1))
        : throw new ValueError($"{what}: expected one label per sample, got an array of shape {numbers.shape}. For one-hot labels and for the outputs of a model write np.argmax(y, axis: -1) first.");

    /// <summary>The different labels of some lists, sorted, and the place of each label among them.</summary>
    internal static (Labels Classes, int[][] Places) Encode(params Labels[] lists)
    {
        if (lists.Any(l => l.AreWords) && lists.Any(l => !l.AreWords && l.Length > 0))
            throw new ValueError("Labels are words in one list and numbers in another. Expected the same in both: turn words into numbers with sklearn.preprocessing.LabelEncoder.");
        if (lists.Any(l => l.AreWords))
        {
            string[] classes = [.. lists.SelectMany(l => l.words ?? []).Distinct().Order(StringComparer.Ordinal)];
            return (new Labels(classes), [.. lists.Select(l => Array.ConvertAll(l.words ?? [], w => Array.BinarySearch(classes, w, StringComparer.Ordinal)))]);
        }
        double[][] values = [.. lists.Select(l => l.numbers!.ToArray<double>())];
        double[] different = [.. values.SelectMany(v => v).Distinct().Order()];
        DType dtype = lists.Select(l => l.numbers!.dtype).Aggregate(Promotion.Of);
        return (new Labels(NDArray.FromArray(different, different.Length).astype(dtype)), [.. values.Select(l => Array.ConvertAll(l, v => Array.BinarySearch(different, v)))]);
    }

    /// <summary>The place of each label among given classes, −1 for one that is not there.</summary>
    internal int[] PlacesIn(Labels classes)
    {
        if (AreWords != classes.AreWords) return [.. Enumerable.Repeat(-1, Length)];
        if (words is not null)
        {
            Dictionary<string, int> at = classes.words!.Select((w, i) => (w, i)).ToDictionary();
            return Array.ConvertAll(words, w => at.GetValueOrDefault(w, -1));
        }
        Dictionary<double, int> place = classes.numbers!.ToArray<double>().Select((v, i) => (v, i)).ToDictionary();
        return Array.ConvertAll(numbers!.ToArray<double>(), v => place.GetValueOrDefault(v, -1));
    }
}
