using KerasTransfer.Data;

namespace KerasTransfer.Models;

/// <summary>The batches of a dataset. Passes are begun exactly when Keras 3 makes its iterators, since a shuffle takes its seeds by that.</summary>
internal class DatasetBatches : Batches
{
    private readonly Dictionary<int, double>? classWeight;
    private readonly bool inputsOnly;
    private Pass? pass;
    private Samples? look, waiting;                                             // the first batch, which says what batches look like; and until it is handed out

    /// <param name="model">Whose inputs and outputs they are for.</param>
    /// <param name="dataset">The batches: x, (x, y) or (x, y, sample_weight).</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="inputsOnly">Whether targets are left out, as for predictions.</param>
    public DatasetBatches(Model model, Dataset dataset, Dictionary<int, double>? class_weight, bool inputsOnly = false)
    {
        (Model, Dataset, classWeight, this.inputsOnly) = (model, dataset, class_weight, inputsOnly);
        Count = dataset.cardinality() is var n and >= 0 ? checked((int)n) : null;
    }

    protected Model Model { get; }
    protected Dataset Dataset { get; }

    public override int X => Look.X.Length;
    public override int Y => Look.Y.Length;
    public override string WeightPattern => Look.WeightPattern;
    public override Shape[] InputShapes => Look.InputShapes;
    public override int? Count { get; }
    public override int? Samples => null;
    public override bool KeepsArrays => false;

    private Samples Look => look ??= waiting = First();

    /// <summary>The first batch of a pass that begins by this.</summary>
    private Samples First()
    {
        pass = Dataset.NewPass();
        return Take() ?? throw new ValueError("The dataset is empty: it gave no batch.");
    }

    /// <summary>Refuses targets that the built model cannot be trained or judged on, before anything is done.</summary>
    public void CheckTargets() => Look.CheckTargets(Model);

    /// <summary>Sets what batches look like by one that is not handed out.</summary>
    protected void LookAt(Element element) => look ??= Of(element);

    public override void Begin(Shuffle shuffle)
    {
        if (waiting is not null) return;
        pass?.Dispose();
        pass = Dataset.NewPass();
    }

    public override bool AllTaken()
    {
        pass?.Dispose();
        pass = Dataset.NewPass();
        return true;
    }

    public override NDArray[]? Next()
    {
        Samples? batch = waiting ?? Take();
        waiting = null;
        if (batch is null) return null;
        look ??= batch;
        if (batch.X.Length != X || batch.Y.Length != Y || batch.WeightPattern != WeightPattern)
            throw new ValueError($"All batches of a dataset must have as many inputs, targets and sample weights as the first ({X}, {Y}, {WeightPattern.Count(w => w == '1')}). Received: {batch.X.Length}, {batch.Y.Length}, {batch.Weights.Count(w => w is not null)}.");
        return [.. batch.X.Concat(batch.Y).Concat(batch.Weights.OfType<NDArray>()).Select(a => a.As(TypeOf(a)))];
    }

    public override void Dispose() => pass?.Dispose();

    private Samples? Take() => pass!.Next() is { } element ? Of(element) : null;

    private Samples Of(Element element)
    {
        StreamedBatches.Batch batch = Split(element);
        if (inputsOnly) batch = batch with { Y = null, SampleWeight = null };
        Samples samples = Models.Samples.Of(Model, batch.X, batch.Y, batch.SampleWeight);
        NDArray[] all = [.. samples.X, .. samples.Y, .. samples.Weights.OfType<NDArray>()];
        if (all.Any(a => a.ndim == 0))
            throw new ValueError($"The dataset's elements are single samples, not batches: one is {element.Describe()}. Put them into batches: ds.batch(32).");
        samples.CheckCardinality();
        return classWeight is null ? samples : samples.Weighted(classWeight);
    }

    /// <summary>An element as inputs, targets and sample weights.</summary>
    /// <exception cref="ValueError">It has more than three parts.</exception>
    public static StreamedBatches.Batch Split(Element element) => !element.IsTuple ? new(Argument(element), null, null) : element.Parts switch
    {
        [var x] => new(Argument(x), null, null),
        [var x, var y] => new(Argument(x), Argument(y), null),
        [var x, var y, var weight] => new(Argument(x), Argument(y), Argument(weight)),
        _ => throw new ValueError($"A batch must be x, (x, y) or (x, y, sample_weight). Received {element.Describe()}. Several inputs are one part: ((a, b), y)."),
    };

    private static DataArgument Argument(Element element)
    {
        NDArray Array(Element e) => e.Leaf as NDArray ?? throw new ValueError($"Models take arrays. The dataset's element has, in place of one, {e.Describe()}.");
        if (element.IsLeaf) return Array(element);
        if (element.IsTuple) return element.Parts.Select(Array).ToArray();
        DataArgument named = [];
        foreach ((string name, Element part) in element.Names.Zip(element.Parts)) named[name] = Array(part);
        return named;
    }
}
