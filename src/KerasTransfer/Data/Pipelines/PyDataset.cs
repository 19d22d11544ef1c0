using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// Batches by number, made by a class of one's own: <c>class Photos : PyDataset { public override int length => …; public override Element this[int index] => (x, y); }</c>.
/// <c>fit</c>, <c>evaluate</c> and <c>predict</c> take it. After keras.utils.PyDataset.
/// </summary>
/// <param name="workers">How many batches are made at once. Their order stays, but what is random in them is dealt out in no fixed order. With 1, one thread makes them ahead of training; with 0, they are made when they are needed.</param>
/// <param name="use_multiprocessing">Without effect: threads are used.</param>
/// <param name="max_queue_size">How many are ready at most, with several workers.</param>
public abstract class PyDataset(int workers = 1, bool use_multiprocessing = false, int max_queue_size = 10)
{
    /// <summary>How many batches are made at once.</summary>
    public int workers { get; set; } = workers;
    /// <summary>Without effect: threads are used.</summary>
    public bool use_multiprocessing { get; set; } = use_multiprocessing;
    /// <summary>How many batches are ready at most, with several workers.</summary>
    public int max_queue_size { get; set; } = max_queue_size;

    /// <summary>A whole batch: <c>x</c>, <c>(x, y)</c> or <c>(x, y, sample_weight)</c>. Python's <c>__getitem__</c>.</summary>
    public abstract Element this[int index] { get; }

    /// <summary>The number of batches. Python's <c>__len__</c>.</summary>
    public abstract int length { get; }

    /// <summary>The number of batches; null where there is no end.</summary>
    public virtual int? num_batches => length;

    /// <summary>Called when an epoch begins.</summary>
    public virtual void on_epoch_begin() { }

    /// <summary>Called when an epoch ends, and once before training.</summary>
    public virtual void on_epoch_end() { }
}

/// <summary>Keras 2's name of <see cref="PyDataset"/>.</summary>
public abstract class Sequence(int workers = 1, bool use_multiprocessing = false, int max_queue_size = 10) : PyDataset(workers, use_multiprocessing, max_queue_size);

/// <summary>The batches of a <see cref="PyDataset"/> one after the other, in an order of Python's random numbers if they are shuffled.</summary>
internal sealed class PyDatasetStream(PyDataset source, bool shuffled) : Dataset
{
    public override long cardinality() => source.num_batches ?? INFINITE;
    internal override Element Sample() => source[0];

    internal override Pass NewPass()
    {
        if (source.workers <= 0) return new SequencePass(Order().Select(i => source[i]));
        if (source.workers == 1) return new PrefetchPass(new SequencePass(Order().Select(i => source[i])), 2);
        Dataset numbers = new GeneratorDataset(() => Order().Select(i => (Element)(NDArray)i), null);
        return new PrefetchPass(new MapDataset(numbers, i => source[((NDArray)i).item<int>()], source.workers).NewPass(), Math.Max(1, source.max_queue_size));
    }

    // Drawn when the first batch is asked for, as in Keras: a pass that is never read draws nothing.
    private IEnumerable<int> Order()
    {
        if (source.num_batches is not { } count)
        {
            for (int i = 0; ; i++) yield return i;
        }
        int[] order = [.. Enumerable.Range(0, count)];
        if (shuffled) GlobalSeed.PythonRandom.shuffle(order);
        foreach (int i in order) yield return i;
    }
}
