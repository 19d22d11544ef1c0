using System.Runtime.CompilerServices;
using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>What a function makes of each element: <c>ds.map(x => x / 255)</c>, <c>ds.map((x, y) => (augment.Apply(x, training: true), y))</c>. The order stays.</summary>
    /// <param name="map_func">A function of the element's parts. Where a part has parts itself or has names, write the types: <c>(Element x, Element y) => …</c>.</param>
    /// <param name="num_parallel_calls">
    /// How many calls are made at once; what is random in them is then dealt out in no fixed order, as in TensorFlow. 1 unless given; also for <c>tf.data.AUTOTUNE</c>, so that
    /// the same seed gives the same numbers: use <c>prefetch</c> to have the work done beside training.
    /// </param>
    /// <param name="deterministic">Without effect: the order always stays.</param>
    /// <exception cref="ValueError">The elements do not have that many parts.</exception>
    public Dataset map(Func<NDArray, NDArray> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => map_func(ElementFunctions.One(e)), num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, (NDArray, NDArray)> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => map_func(ElementFunctions.One(e)), num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => map_func(ElementFunctions.One(e)), num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, NDArray> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => ElementFunctions.Two(e) is var (x, y) ? map_func(x, y) : null!, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, (NDArray, NDArray)> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => ElementFunctions.Two(e) is var (x, y) ? map_func(x, y) : default, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, (NDArray, NDArray, NDArray)> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => ElementFunctions.Two(e) is var (x, y) ? map_func(x, y) : default, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => ElementFunctions.Two(e) is var (x, y) ? map_func(x, y) : null!, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, NDArray, (NDArray, NDArray, NDArray)> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => e.Expect(3) is var p ? map_func(p[0], p[1], p[2]) : default, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    public Dataset map(Func<NDArray, NDArray, NDArray, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => e.Expect(3) is var p ? map_func(p[0], p[1], p[2]) : null!, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    [OverloadResolutionPriority(-1)]
    public Dataset map(Func<Element, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => map_func(ElementFunctions.Whole(e)), num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    [OverloadResolutionPriority(-1)]
    public Dataset map(Func<Element, Element, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => e.Expect(2) is var p ? map_func(p[0], p[1]) : null!, num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    [OverloadResolutionPriority(-2)]
    public Dataset map(Func<string, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => map_func(e), num_parallel_calls);
    /// <inheritdoc cref="map(Func{NDArray, NDArray}, long?, bool?)"/>
    [OverloadResolutionPriority(-2)]
    public Dataset map(Func<string, NDArray, Element> map_func, long? num_parallel_calls = null, bool? deterministic = null) => Mapped(e => e.Expect(2) is var p ? map_func(p[0], p[1]) : null!, num_parallel_calls);

    private MapDataset Mapped(Func<Element, Element> function, long? parallel) =>
        parallel is null or >= 1 or AUTOTUNE ? new(this, function, parallel is > 1 and { } n ? checked((int)n) : 1) { class_names = class_names, file_paths = file_paths }
        : throw new ValueError($"num_parallel_calls must be at least 1, or tf.data.AUTOTUNE. Received: {parallel}");

    internal const long AUTOTUNE = -1;
}

/// <summary>Functions of one, two or more arrays as functions of an element.</summary>
internal static class ElementFunctions
{
    public static NDArray One(Element e) => Array(Whole(e), "Element d");
    public static Element Whole(Element e) => e.IsTuple && e.Parts.Count != 1 ? throw Several(e) : e.IsTuple ? e.Parts[0] : e;
    public static (NDArray, NDArray) Two(Element e) => e.Expect(2) is var p ? (Array(p[0], "Element x, Element y"), Array(p[1], "Element x, Element y")) : default;

    private static NDArray Array(Element e, string types) => e.Leaf as NDArray ?? throw new ValueError(
        $"The function takes arrays, but there is {e.Describe()} in the dataset's element. Write the type: {(e.Leaf is string ? "(string path) => …" : e.Leaf is Dataset ? "(Dataset w) => …" : $"({types}) => …")}.");

    private static ValueError Several(Element e) => new($"The function takes 1 argument, but the dataset's element has {e.Parts.Count} parts: it is {e.Describe()}. Write ({string.Join(", ", e.Parts.Count == 2 ? ["x", "y"] : e.Parts.Select((_, i) => $"x{i}"))}) => ….");
}

internal sealed class MapDataset(Dataset source, Func<Element, Element> function, int parallel) : DerivedDataset(source)
{
    [ThreadStatic] private static Dictionary<MapDataset, TfFunctionSeeds>? kept;

    private readonly long? globalSeed = GlobalSeed.Tf.GlobalSeed;

    /// <summary>What a pass is to begin with that is made now: that of the pass around it, or nothing.</summary>
    public static Dictionary<MapDataset, TfFunctionSeeds> Seeds => kept ?? [];

    /// <summary>A pass of a dataset whose functions go on with the random numbers of an earlier pass, as all rounds of a <c>repeat</c> do in TensorFlow.</summary>
    public static Pass NewPass(Dataset dataset, Dictionary<MapDataset, TfFunctionSeeds> seeds)
    {
        Dictionary<MapDataset, TfFunctionSeeds>? before = kept;
        kept = before ?? seeds;
        try { return dataset.NewPass(); }
        finally { kept = before; }
    }

    internal override Pass NewPass()
    {
        TfFunctionSeeds? seeds = null;
        if (kept?.TryGetValue(this, out seeds) is not true) seeds = new(globalSeed);
        if (kept is not null) kept[this] = seeds!;
        return parallel > 1 ? new ParallelMapPass(Source.NewPass(), e => seeds!.Run(function, e), parallel) : new MapPass(Source.NewPass(), e => seeds!.Run(function, e));
    }

    internal override Element Sample() => Sample(Source.Sample());

    private Element Sample(Element element) => new TfFunctionSeeds(globalSeed).Run(function, element);

    // A first length that was unknown before and is still what it was in the sample is unknown.
    private protected override ElementSpec FindSpec()
    {
        Element sample = Source.Sample();
        bool unknown = Source.element_spec.Leaves.Any(s => s.IsLeaf && s.shape.Rank > 0 && s.shape[0] == Shape.Unknown);
        int length = unknown && sample.Leaves.OfType<NDArray>().FirstOrDefault(a => a.ndim > 0) is { } first ? first.shape[0] : Shape.Unknown;
        return ElementSpec.Of(Sample(sample)).Map(s => length > 0 && s.Rank > 0 && s[0] == length ? s.With(0, Shape.Unknown) : s);
    }

    private sealed class MapPass(Pass source, Func<Element, Element> function) : DerivedPass(source)
    {
        public override Element? Next() => Source.Next() is { } element ? function(element) : null;
    }

    /// <summary>Some calls at once on threads of the pool; their results in order.</summary>
    private sealed class ParallelMapPass(Pass source, Func<Element, Element> function, int parallel) : DerivedPass(source)
    {
        private readonly Queue<Task<Element>> running = [];
        private bool ended;

        public override Element? Next()
        {
            while (!ended && running.Count < parallel)
            {
                if (Source.Next() is { } element) running.Enqueue(Task.Run(() => function(element)));
                else ended = true;
            }
            return running.TryDequeue(out Task<Element>? task) ? task.GetAwaiter().GetResult() : null;
        }

        public override void Dispose()
        {
            foreach (Task<Element> task in running) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();   // so that no call goes on after the pass, whatever it ends in
            base.Dispose();
        }
    }
}
