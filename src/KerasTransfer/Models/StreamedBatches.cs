namespace KerasTransfer.Models;

/// <summary>
/// Batches that a program hands out one by one: a generator's. Each pass enumerates from the beginning, so that a sequence which is there again begins anew and one that is
/// used up has nothing more to give.
/// </summary>
internal sealed class StreamedBatches : Batches
{
    private readonly Model model;
    private readonly IEnumerable<Batch> source;
    private readonly Dictionary<int, double>? classWeight;
    private IEnumerator<Batch> pass;
    private Samples? peeked;

    /// <summary>One batch as it was handed out.</summary>
    public sealed record Batch(DataArgument X, DataArgument? Y, DataArgument? SampleWeight);

    /// <param name="model">Whose inputs and outputs they are for.</param>
    /// <param name="source">The batches.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    public StreamedBatches(Model model, IEnumerable<Batch> source, Dictionary<int, double>? class_weight)
    {
        (this.model, this.source, classWeight) = (model, source, class_weight);
        pass = source.GetEnumerator();
        peeked = Take() ?? throw new ValueError("The generator gave no batch: there is nothing to go through.");     // its first batch says what batches look like
        (X, Y) = (peeked.X.Length, peeked.Y.Length);
        WeightPattern = peeked.WeightPattern;
        InputShapes = peeked.InputShapes;
    }

    public override int X { get; }
    public override int Y { get; }
    public override string WeightPattern { get; }
    public override Shape[] InputShapes { get; }
    public override int? Count => null;
    public override int? Samples => null;

    public override void Begin(Shuffle shuffle)
    {
        if (peeked is not null) return;
        pass.Dispose();
        pass = source.GetEnumerator();
    }

    public override NDArray[]? Next()
    {
        Samples? batch = peeked ?? Take();
        peeked = null;
        if (batch is null) return null;
        if (batch.X.Length != X || batch.Y.Length != Y || batch.WeightPattern != WeightPattern)
            throw new ValueError($"All batches must have as many inputs, targets and sample weights as the first ({X}, {Y}, {WeightPattern.Count(w => w == '1')}). Received: {batch.X.Length}, {batch.Y.Length}, {batch.Weights.Count(w => w is not null)}.");
        return [.. batch.X.Concat(batch.Y).Concat(batch.Weights.OfType<NDArray>()).Select(a => a.As(TypeOf(a)))];
    }

    private Samples? Take()
    {
        if (!pass.MoveNext()) return null;
        Samples samples = Models.Samples.Of(model, pass.Current.X, pass.Current.Y, pass.Current.SampleWeight);
        samples.CheckCardinality();
        return classWeight is null ? samples : samples.Weighted(classWeight);
    }

    /// <summary>The batches of a sequence: arrays x, pairs (x, y), or triples (x, y, sample_weight); where there are several inputs or outputs, arrays of arrays.</summary>
    /// <exception cref="ValueError">Its elements are something else.</exception>
    public static IEnumerable<Batch> Of<T>(IEnumerable<T> source) => source switch
    {
        IEnumerable<(NDArray, NDArray)> s => s.Select(b => new Batch(b.Item1, b.Item2, null)),
        IEnumerable<(NDArray, NDArray, NDArray)> s => s.Select(b => new Batch(b.Item1, b.Item2, b.Item3)),
        IEnumerable<(NDArray[], NDArray)> s => s.Select(b => new Batch(b.Item1, b.Item2, null)),
        IEnumerable<(NDArray, NDArray[])> s => s.Select(b => new Batch(b.Item1, b.Item2, null)),
        IEnumerable<(NDArray[], NDArray[])> s => s.Select(b => new Batch(b.Item1, b.Item2, null)),
        IEnumerable<(DataArgument, DataArgument)> s => s.Select(b => new Batch(b.Item1, b.Item2, null)),
        IEnumerable<(DataArgument, DataArgument, DataArgument)> s => s.Select(b => new Batch(b.Item1, b.Item2, b.Item3)),
        IEnumerable<Element> s => s.Select(DatasetBatches.Split),
        IEnumerable<NDArray> s => s.Select(b => new Batch(b, null, null)),
        IEnumerable<NDArray[]> s => s.Select(b => new Batch(b, null, null)),
        IEnumerable<DataArgument> s => s.Select(b => new Batch(b, null, null)),
        _ => throw new ValueError($"A generator must give arrays x, pairs (x, y) or triples (x, y, sample_weight) of NDArray, NDArray[] or DataArgument. Received elements of type {typeof(T).Name}."),
    };
}
