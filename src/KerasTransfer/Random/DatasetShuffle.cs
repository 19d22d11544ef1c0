namespace KerasTransfer.RandomNumbers;

/// <summary>
/// The random side of <c>Dataset.shuffle(buffer_size, seed)</c>. Every iterator made on the dataset, or on one derived from it, is one pass and takes
/// the next seeds, even if it is never read: Keras 3's <c>fit</c>, <c>evaluate</c> and <c>predict</c> make two per epoch on a dataset of known length.
/// </summary>
internal sealed class DatasetShuffle
{
    private readonly Lock gate = new();
    private readonly int bufferSize;
    private readonly (long, long) pair;
    private readonly bool reshuffle;
    private readonly PhiloxStream seeds;
    private long taken;

    /// <summary>Takes the seeds that TensorFlow's global seed and <paramref name="seed"/> make now.</summary>
    public DatasetShuffle(int bufferSize, long? seed = null, bool reshuffleEachIteration = true)
    {
        this.bufferSize = bufferSize > 0 ? bufferSize : throw new ValueError($"buffer_size must be greater than zero. Received: buffer_size={bufferSize}");
        pair = GlobalSeed.Tf.NextPair(seed);
        reshuffle = reshuffleEachIteration;
        seeds = PhiloxStream.Stateful(pair.Item1, pair.Item2);
    }

    /// <summary>What making an iterator does.</summary>
    public ShufflePass NewPass()
    {
        if (!reshuffle) return new(bufferSize, pair);
        Span<uint> words = stackalloc uint[2];
        lock (gate)
        {
            seeds.Words(taken, words);
            taken += 2;
        }
        return new(bufferSize, (words[0], words[1]));
    }
}
