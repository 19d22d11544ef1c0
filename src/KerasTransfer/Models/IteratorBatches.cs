using KerasTransfer.Preprocessing;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Models;

/// <summary>
/// The batches of an image iterator. As in Keras the first two are made once to see what batches look like, an epoch's batches come in an order of Python's <c>random.shuffle</c>, and each epoch
/// ends with a new order of the pictures. While a step runs, the pictures of the next batch are read.
/// </summary>
/// <remarks>After keras.src.trainers.data_adapters.py_dataset_adapter and epoch_iterator (Keras 3).</remarks>
internal sealed class IteratorBatches(Model model, Iterator iterator, Dictionary<int, double>? class_weight, IteratorUse use, int? steps) : Batches
{
    private Samples? first;
    private int[] order = [];
    private int next, seen;
    private bool begun;
    private Iterator.Work? ahead;

    public override int X => First.X.Length;
    public override int Y => First.Y.Length;
    public override string WeightPattern => First.WeightPattern;
    public override Shape[] InputShapes => First.InputShapes;
    public override int? Count => iterator.Length;
    public override int? Samples => iterator.n == 0 ? null : iterator.n;                 // that there is none is said by the iterator
    public override bool KeepsArrays => false;
    public override bool EachEpochAnew => true;                                 // as in Keras 2: Keras 3 makes every other epoch of samples // batch_size steps a rest of one batch

    private Samples First
    {
        get
        {
            if (first is not null) return first;
            if (iterator.Length == 0) throw new ValueError(iterator.Nothing);
            first = Of(iterator[0]);
            if (iterator.Length > 1) _ = iterator[1];
            return first;
        }
    }

    public override void Begin(Shuffle shuffle)
    {
        _ = First;
        if (use == IteratorUse.Evaluate || use == IteratorUse.Fit && !begun) iterator.on_epoch_end();
        begun = true;
        order = [.. Enumerable.Range(0, iterator.Length)];
        if (use == IteratorUse.Fit && shuffle.Samples) GlobalSeed.PythonRandom.shuffle(order);
        (next, seen, ahead) = (0, 0, null);
    }

    public override NDArray[]? Next()
    {
        if (next >= order.Length && ahead is null) return null;
        Iterator.Work work = ahead ?? iterator.StartItem(order[next++]);
        Samples batch = Of(iterator.Finish(work));
        ahead = null;
        seen++;
        if (next < order.Length && (steps is null || seen < steps)) iterator.Ahead(ahead = iterator.StartItem(order[next++]));
        return [.. batch.X.Concat(batch.Y).Concat(batch.Weights.OfType<NDArray>()).Select(a => a.As(TypeOf(a)))];
    }

    public override void End()
    {
        seen = 0;
        iterator.on_epoch_end();
    }

    private Samples Of(ImageBatch batch)
    {
        DataArgument? targets = null, weights = null;
        if (use != IteratorUse.Predict && batch.Targets is { } given)
        {
            targets = (NDArray[])[.. given];
            if (batch.sample_weight is { } weight) weights = weight;
        }
        Samples samples = Models.Samples.Of(model, (NDArray[])[.. batch.Inputs], targets, weights);
        samples.CheckCardinality();
        return class_weight is null ? samples : samples.Weighted(class_weight);
    }
}

/// <summary>What goes through the batches.</summary>
internal enum IteratorUse { Fit, Evaluate, Predict }
