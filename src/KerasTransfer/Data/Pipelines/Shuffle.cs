using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The elements in another order: each is drawn from a buffer of the next <paramref name="buffer_size"/>. With the same seeds the order is TensorFlow's.</summary>
    /// <param name="buffer_size">How many are in the buffer: as many as there are elements for an even shuffle. They are held in memory.</param>
    /// <param name="seed">The seed, which goes with that of <c>tf.random.set_seed</c>. Without either the order is random.</param>
    /// <param name="reshuffle_each_iteration">Whether each pass has an order of its own; true unless given.</param>
    /// <param name="name">Without effect.</param>
    /// <exception cref="ValueError">The buffer is empty.</exception>
    public Dataset shuffle(long buffer_size, long? seed = null, bool? reshuffle_each_iteration = null, string? name = null) =>
        new ShuffleDataset(this, new DatasetShuffle((int)Math.Clamp(buffer_size, int.MinValue, int.MaxValue), seed, reshuffle_each_iteration ?? true)) { class_names = class_names, file_paths = file_paths };
}

internal sealed class ShuffleDataset(Dataset source, DatasetShuffle order) : DerivedDataset(source)
{
    internal override Pass NewPass() => new BufferPass(Source.NewPass(), order.NewPass());

    private sealed class BufferPass(Pass source, ShufflePass shuffle) : DerivedPass(source)
    {
        private readonly ShuffleBuffer<Element> buffer = shuffle.Over<Element>(source.Next);

        public override Element? Next() => buffer.Next();
    }
}
