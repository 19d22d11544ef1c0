namespace KerasTransfer.RandomNumbers;

/// <summary>One pass through a shuffle buffer: elements enter in order, each output is one of those in the buffer at random.</summary>
internal sealed class ShufflePass(int bufferSize, (long, long) seeds)
{
    private readonly PhiloxStream stream = PhiloxStream.Stateful(seeds.Item1, seeds.Item2);

    /// <summary>The elements of <paramref name="source"/> in shuffled order; at most bufferSize of them are held at a time.</summary>
    public IEnumerable<T> Run<T>(IEnumerable<T> source)
    {
        List<T> ring = [];                                                // grows to bufferSize only if there are that many elements
        uint[] words = new uint[64];
        long first = 0, end = 0, drawn = 0;
        using IEnumerator<T> elements = source.GetEnumerator();
        for (bool more = true; ;)
        {
            while (more && end - first < bufferSize && (more = elements.MoveNext()))
            {
                if (end < bufferSize) ring.Add(elements.Current);
                else ring[(int)(end % bufferSize)] = elements.Current;
                end++;
            }
            if (first == end) yield break;
            if (drawn % words.Length == 0) stream.Words(drawn, words);
            uint word = words[drawn++ % words.Length];
            int hole = (int)((first + word % (end - first)) % bufferSize), oldest = (int)(first % bufferSize);
            T chosen = ring[hole];
            ring[hole] = ring[oldest];
            ring[oldest] = default!;
            first++;
            yield return chosen;
        }
    }

    /// <summary>The order in which 0 … n−1 come out.</summary>
    public int[] Order(int n) => [.. Run(Enumerable.Range(0, n))];
}
