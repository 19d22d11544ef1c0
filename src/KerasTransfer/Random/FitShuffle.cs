namespace KerasTransfer.RandomNumbers;

/// <summary>
/// The order in which Keras 3's <c>fit</c> goes through arrays. It depends on TensorFlow's global seed and the number of samples alone, and is
/// the same in every epoch and every later <c>fit</c>; without a global seed it is random each time.
/// </summary>
internal static class FitShuffle
{
    /// <summary><c>shuffle=True</c>, after the seed set last: the sample numbers 0 … n−1 in the order of one epoch.</summary>
    public static int[] Permutation(int n) => Permutation(GlobalSeed.Tf.GlobalSeed, n);

    /// <summary><c>shuffle=True</c> for a given global seed; null: random.</summary>
    public static int[] Permutation(long? globalSeed, int n)
    {
        int[] order = new int[n];
        StreamValues.Permutation(Stream(globalSeed), order);
        return order;
    }

    /// <summary><c>shuffle="batch"</c>, after the seed set last: batches stay in place, each is shuffled inside.</summary>
    public static int[] WithinBatches(int n, int batchSize) => WithinBatches(GlobalSeed.Tf.GlobalSeed, n, batchSize);

    /// <summary><c>shuffle="batch"</c> for a given global seed; null: random.</summary>
    public static int[] WithinBatches(long? globalSeed, int n, int batchSize)
    {
        PhiloxStream stream = Stream(globalSeed);
        int[] order = new int[n];
        ulong block = 0;
        for (int first = 0; first < n; first += batchSize)
        {
            Span<int> batch = order.AsSpan(first, Math.Min(batchSize, n - first));
            StreamValues.Permutation(stream.At(block), batch);
            foreach (ref int i in batch) i += first;
            block += ((ulong)batch.Length + 2) / 4;
        }
        return order;
    }

    private static PhiloxStream Stream(long? globalSeed)
    {
        var (seed, seed2) = TfSeeds.FirstOpOfGraph(globalSeed) ?? TfSeeds.RandomPair();
        return PhiloxStream.Stateful(seed, seed2);
    }
}
