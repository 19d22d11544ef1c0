using System.Collections;

namespace KerasTransfer.Preprocessing;

/// <summary>
/// Batches of pictures without end; <c>fit</c>, <c>evaluate</c> and <c>predict</c> take it and know how many make an epoch. Made by the <c>flow</c> methods of
/// <see cref="ImageDataGenerator"/>.
/// </summary>
/// <remarks>
/// Random numbers are drawn from <c>np.random</c> in Keras's order; then pictures are read and changed on several threads. The results are the same for any number of them.
/// After keras.src.legacy.preprocessing.image.Iterator (Keras 3).
/// </remarks>
public abstract partial class Iterator : IEnumerable<ImageBatch>
{
    private readonly Lock gate = new();
    private int[]? order;

    private protected Iterator(int n, ImageDataGenerator image_data_generator, int batch_size, bool shuffle, long? seed)
    {
        if (batch_size < 1) throw new ValueError($"batch_size must be at least 1. Received: {batch_size}");
        (this.n, this.image_data_generator, this.batch_size, this.shuffle, this.seed) = (n, image_data_generator, batch_size, shuffle, seed);
    }

    /// <summary>The number of pictures.</summary>
    public int n { get; }
    /// <summary>Pictures in a batch; the last of an epoch may have less.</summary>
    public int batch_size { get; set; }
    /// <summary>Whether each epoch has its own order.</summary>
    public bool shuffle { get; set; }
    /// <summary>What <c>np.random</c> is set to before each batch, plus the number of batches so far; null: it goes on from where it is.</summary>
    public long? seed { get; set; }
    /// <summary>The place of the next batch in its epoch.</summary>
    public int batch_index { get; private set; }
    /// <summary>How many batches were made since the iterator was.</summary>
    public int total_batches_seen { get; private set; }
    /// <summary>The generator that changes the pictures.</summary>
    public ImageDataGenerator image_data_generator { get; }
    /// <summary>The shape of a picture.</summary>
    public abstract Shape image_shape { get; }
    /// <summary>The type of the batches.</summary>
    public DType dtype => image_data_generator.dtype;
    /// <summary>The order of the pictures in this epoch; null before the first batch.</summary>
    public NDArray? index_array => order is null ? null : NDArray.FromArray(Array.ConvertAll(order, i => (long)i), order.Length);
    /// <summary>Batches in an epoch; Python's <c>len(iterator)</c>.</summary>
    public int Length => (n + batch_size - 1) / batch_size;

    /// <summary>The batch of that number in the epoch's order.</summary>
    /// <exception cref="ValueError">There are not so many.</exception>
    public ImageBatch this[int idx]
    {
        get { lock (gate) return Finish(StartItem(idx)); }
    }

    /// <summary>The next batch; after the last, the first of a new epoch.</summary>
    public ImageBatch next()
    {
        lock (gate)
        {
            if (n == 0) throw new ValueError(Nothing);
            Seed();
            if (batch_index == 0) SetOrder();
            int start = batch_index * batch_size % n;
            batch_index = n > start + batch_size ? batch_index + 1 : 0;
            total_batches_seen++;
            return Finish(Start(order![start..Math.Min(n, start + batch_size)]));
        }
    }

    /// <summary>Begins an epoch anew: the next batch is its first.</summary>
    public void reset() => batch_index = 0;

    /// <summary>Makes the order of the next epoch.</summary>
    public void on_epoch_end() { lock (gate) SetOrder(); }

    /// <summary>Batches without end, as <see cref="next"/> gives them.</summary>
    public IEnumerator<ImageBatch> GetEnumerator() { while (true) yield return next(); }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Draws what is needed for a batch by its number in the epoch and begins with it.</summary>
    internal Work StartItem(int idx)
    {
        if (idx < 0 || idx >= Length) throw new ValueError($"Asked to retrieve element {idx}, but the Sequence has length {Length}");
        Seed();
        total_batches_seen++;
        if (order is null) SetOrder();
        return Start(order![(batch_size * idx)..Math.Min(n, batch_size * (idx + 1))]);
    }

    private void Seed()
    {
        if (seed is { } s) GlobalSeed.NumPy.seed(s + total_batches_seen);
    }

    private void SetOrder() => order = shuffle ? GlobalSeed.NumPy.Order(n) : [.. Enumerable.Range(0, n)];

    /// <summary>What to say where there is no picture.</summary>
    internal virtual string Nothing => "The iterator has no picture: there is no batch.";

    /// <summary>A picture as it is stored, in memory that nobody else uses.</summary>
    private protected abstract NDArray Load(int index);

    /// <summary>The batch, once its pictures are done.</summary>
    private protected abstract ImageBatch Batch(NDArray x, int[] indices);

    /// <summary>Writes the pictures of a batch into a folder, if that was asked for.</summary>
    private protected virtual void Save(NDArray x, int[] indices) { }
}
