using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>One thing for the only output, a list with one for each, or a thing per output's (or input's) name: <c>new() { ["digit"] = … }</c>.</summary>
/// <typeparam name="T">The thing.</typeparam>
public abstract class PerOutput<T> : IEnumerable<T>
{
    private readonly List<T> items = [];
    private readonly List<string> names = [];

    private protected PerOutput(ReadOnlySpan<T> items, bool single = false)
    {
        foreach (T item in items) this.items.Add(item);
        IsSingle = single;
    }

    /// <summary>Whether one thing was given, not a list of one.</summary>
    internal bool IsSingle { get; }
    /// <summary>Whether the things have names.</summary>
    internal bool IsNamed => names.Count > 0;
    internal int Count => items.Count;
    internal T this[int index] => items[index];
    internal IReadOnlyList<string> Names => names;

    /// <summary>The thing for the output of that name.</summary>
    public T this[string output]
    {
        get => names.IndexOf(output) is var i and >= 0 ? items[i] : throw new ValueError($"Nothing is given for '{output}'. Given: {string.Join(", ", names)}.");
        set
        {
            if (names.IndexOf(output) is var i and >= 0) { items[i] = value; return; }
            names.Add(output);
            items.Add(value);
        }
    }

    /// <summary>In the order of some names: those given by name are looked up, others are taken as they stand.</summary>
    internal T?[] InOrder(IReadOnlyList<string> order, string what)
    {
        if (!IsNamed) return [.. items];
        if (names.FirstOrDefault(n => !order.Contains(n)) is { } unknown)
            throw new ValueError($"In the dict argument `{what}`, the key '{unknown}' is no name of the model. Names: {string.Join(", ", order)}.");
        return [.. order.Select(n => names.IndexOf(n) is var i and >= 0 ? items[i] : default)];
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The losses of a model's outputs; see <see cref="PerOutput{T}"/>.</summary>
[CollectionBuilder(typeof(LossArgument), nameof(Create))]
public sealed class LossArgument : PerOutput<Loss?>
{
    /// <summary>To be filled by output name.</summary>
    public LossArgument() : base([]) { }
    private LossArgument(ReadOnlySpan<Loss?> items, bool single) : base(items, single) { }
    /// <summary>For collection expressions.</summary>
    public static LossArgument Create(ReadOnlySpan<Loss?> items) => new(items, false);
    /// <summary>One loss by name.</summary>
    public static implicit operator LossArgument(string name) => new([name], true);
    /// <summary>One loss.</summary>
    public static implicit operator LossArgument(Loss loss) => new([loss], true);
    /// <summary>One function.</summary>
    public static implicit operator LossArgument(LossFunction loss) => new([loss], true);
    /// <summary>Losses in an array, one per output.</summary>
    public static implicit operator LossArgument(string[] names) => new([.. names.Select(n => (Loss?)n)], false);
}

/// <summary>The weights of the losses; see <see cref="PerOutput{T}"/>.</summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public sealed class LossWeights : PerOutput<double>
{
    /// <summary>To be filled by output name.</summary>
    public LossWeights() : base([]) { }
    private LossWeights(ReadOnlySpan<double> items) : base(items) { }
    /// <summary>For collection expressions.</summary>
    public static LossWeights Create(ReadOnlySpan<double> items) => new(items);
    /// <summary>The weight of the only loss.</summary>
    public static implicit operator LossWeights(double weight) => new([weight]);
    /// <summary>Weights in an array, one per output.</summary>
    public static implicit operator LossWeights(double[] weights) => new(weights);
}

/// <summary>The metrics of one output.</summary>
[CollectionBuilder(typeof(MetricList), nameof(Create))]
public sealed class MetricList : PerOutput<Metric>
{
    private MetricList(ReadOnlySpan<Metric> items, bool single) : base(items, single) { }
    /// <summary>For collection expressions.</summary>
    public static MetricList Create(ReadOnlySpan<Metric> items) => new(items, false);
    /// <summary>One metric by name.</summary>
    public static implicit operator MetricList(string name) => new([name], true);
    /// <summary>One metric.</summary>
    public static implicit operator MetricList(Metric metric) => new([metric], true);
    /// <summary>One function.</summary>
    public static implicit operator MetricList(LossFunction metric) => new([metric], true);
}

/// <summary>The metrics of a model: a list for the only output, a list of lists, or a list per output name.</summary>
[CollectionBuilder(typeof(MetricsArgument), nameof(Create))]
public sealed class MetricsArgument : PerOutput<MetricList>
{
    /// <summary>To be filled by output name.</summary>
    public MetricsArgument() : base([]) { }
    private MetricsArgument(ReadOnlySpan<MetricList> items, bool single) : base(items, single) { }
    /// <summary>For collection expressions.</summary>
    public static MetricsArgument Create(ReadOnlySpan<MetricList> items) => new(items, false);
    /// <summary>One metric by name.</summary>
    public static implicit operator MetricsArgument(string name) => new([(MetricList)name], true);
    /// <summary>One metric.</summary>
    public static implicit operator MetricsArgument(Metric metric) => new([(MetricList)metric], true);
    /// <summary>One function.</summary>
    public static implicit operator MetricsArgument(LossFunction metric) => new([(MetricList)metric], true);
    /// <summary>Metrics in an array, for the only output.</summary>
    public static implicit operator MetricsArgument(Metric[] metrics) => new([.. metrics.Select(m => (MetricList)m)], false);
    /// <summary>Metrics in a list, for the only output.</summary>
    public static implicit operator MetricsArgument(List<Metric> metrics) => new([.. metrics.Select(m => (MetricList)m)], false);
    /// <summary>Names in a list, for the only output.</summary>
    public static implicit operator MetricsArgument(List<string> names) => new([.. names.Select(n => (MetricList)n)], false);
    /// <summary>Names in an array, for the only output.</summary>
    public static implicit operator MetricsArgument(string[] names) => new([.. names.Select(n => (MetricList)n)], false);
}

/// <summary>The arrays for a model's inputs or outputs: one, a list, or one per name.</summary>
[CollectionBuilder(typeof(DataArgument), nameof(Create))]
public sealed class DataArgument : PerOutput<NDArray>
{
    /// <summary>To be filled by name.</summary>
    public DataArgument() : base([]) { }
    private DataArgument(ReadOnlySpan<NDArray> items, bool single) : base(items, single) { }
    /// <summary>For collection expressions.</summary>
    public static DataArgument Create(ReadOnlySpan<NDArray> items) => new(items, false);
    /// <summary>One array.</summary>
    public static implicit operator DataArgument(NDArray array) => new([array], true);
    /// <summary>Several arrays.</summary>
    public static implicit operator DataArgument(NDArray[] arrays) => new(arrays, false);
    /// <summary>Several arrays.</summary>
    public static implicit operator DataArgument(List<NDArray> arrays) => new([.. arrays], false);
    /// <summary>Several arrays.</summary>
    public static implicit operator DataArgument(NDArrays arrays) => new([.. arrays], false);
}

/// <summary>What <c>fit</c> validates on: <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
[CollectionBuilder(typeof(ValidationData), nameof(Create))]
public sealed class ValidationData : IEnumerable<DataArgument>
{
    private ValidationData(DataArgument? x, DataArgument? y, DataArgument? sample_weight, IEnumerable<Models.StreamedBatches.Batch>? stream = null) => (X, Y, SampleWeight, Stream) = (x, y, sample_weight, stream);
    private ValidationData(Preprocessing.Iterator iterator) => Iterator = iterator;
    internal DataArgument? X { get; }
    internal DataArgument? Y { get; }
    internal DataArgument? SampleWeight { get; }
    /// <summary>For collection expressions: <c>[x, y]</c>, <c>[x, y, sample_weight]</c>.</summary>
    /// <exception cref="ValueError">There are more or less parts.</exception>
    public static ValidationData Create(ReadOnlySpan<DataArgument> parts) => parts.Length is 2 or 3 ? new(parts[0], parts[1], parts.Length == 3 ? parts[2] : null)
        : throw new ValueError($"validation_data must be (x, y) or (x, y, sample_weight). Received: {parts.Length} parts.");

    /// <inheritdoc/>
    public IEnumerator<DataArgument> GetEnumerator() => new[] { X, Y, SampleWeight }.OfType<DataArgument>().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Batches, in place of arrays.</summary>
    internal IEnumerable<Models.StreamedBatches.Batch>? Stream { get; }

    /// <summary>Pictures, in place of arrays.</summary>
    internal Preprocessing.Iterator? Iterator { get; }

    /// <summary>The batches of an image iterator.</summary>
    public static implicit operator ValidationData(Preprocessing.Iterator iterator) => new(iterator);

    /// <summary>Batches that a generator makes: <c>validation_data: ValidationData.Batches(generator)</c>.</summary>
    /// <param name="batches"><c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    public static ValidationData Batches<TBatch>(IEnumerable<TBatch> batches) => 
        batches is Preprocessing.Iterator iterator ? new ValidationData(iterator) : new ValidationData(null, null, null, Models.StreamedBatches.Of(batches));

    /// <summary>A dataset of batches, in place of arrays.</summary>
    internal Dataset? Dataset { get; private init; }
    /// <summary>Batches by number, in place of arrays.</summary>
    internal PyDataset? PyDataset { get; private init; }

    /// <summary>A dataset of batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(dataset))]
    public static implicit operator ValidationData?(Dataset? dataset) => dataset is null ? null : new(null, null, null) { Dataset = dataset };
    /// <summary>Batches by number.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(dataset))]
    public static implicit operator ValidationData?(PyDataset? dataset) => dataset is null ? null : new(null, null, null) { PyDataset = dataset };
    /// <summary>Arrays.</summary>
    public static implicit operator ValidationData((NDArray x, NDArray y) pair) => new(pair.x, pair.y, null);
    /// <summary>Arrays with sample weights.</summary>
    public static implicit operator ValidationData((NDArray x, NDArray y, NDArray sample_weight) triple) => new(triple.x, triple.y, triple.sample_weight);
    /// <summary>Lists of arrays, or arrays by name.</summary>
    public static implicit operator ValidationData((DataArgument x, DataArgument y) pair) => new(pair.x, pair.y, null);
    /// <summary>Lists of arrays in variables.</summary>
    public static implicit operator ValidationData((NDArray[] x, NDArray y) pair) => new(pair.x, pair.y, null);
    /// <summary>Lists of arrays in variables.</summary>
    public static implicit operator ValidationData((NDArray x, NDArray[] y) pair) => new(pair.x, pair.y, null);
    /// <summary>Lists of arrays in variables.</summary>
    public static implicit operator ValidationData((NDArray[] x, NDArray[] y) pair) => new(pair.x, pair.y, null);
    /// <summary>Lists of arrays with sample weights.</summary>
    public static implicit operator ValidationData((DataArgument x, DataArgument y, DataArgument sample_weight) triple) => new(triple.x, triple.y, triple.sample_weight);
}

/// <summary>How much is printed: 0 nothing, 1 a progress bar, 2 a line per epoch, <c>"auto"</c> 1.</summary>
public readonly struct Verbose
{
    private Verbose(int level) => Level = level;
    internal int Level { get; }
    /// <summary>0, 1 or 2.</summary>
    public static implicit operator Verbose(int level) => level is >= 0 and <= 2 ? new(level) : throw new ValueError($"verbose must be 0, 1, 2 or \"auto\". Received: {level}");
    /// <summary>False is 0, true 1.</summary>
    public static implicit operator Verbose(bool on) => new(on ? 1 : 0);
    /// <summary><c>"auto"</c>.</summary>
    public static implicit operator Verbose(string level) => level == "auto" ? 1 : int.TryParse(level, out int number) ? number : throw new ValueError($"verbose must be 0, 1, 2 or \"auto\". Received: {level}");
}

/// <summary>Whether and how samples are put in another order each epoch: true, false or <c>"batch"</c>.</summary>
public readonly struct Shuffle
{
    private Shuffle(int kind) => Kind = kind;
    internal int Kind { get; }                                                  // 0 not, 1 samples, 2 inside batches
    internal bool Samples => Kind == 1;
    internal bool Batches => Kind == 2;
    /// <summary>Samples in another order, or not.</summary>
    public static implicit operator Shuffle(bool on) => new(on ? 1 : 0);
    /// <summary>Only inside batches.</summary>
    public static implicit operator Shuffle(string kind) => kind == "batch" ? new(2) : throw new ValueError($"shuffle must be true, false or \"batch\". Received: {kind}");
}
