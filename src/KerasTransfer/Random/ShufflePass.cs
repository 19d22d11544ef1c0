namespace KerasTransfer.RandomNumbers;

/// <summary>One pass through a shuffle buffer: elements enter in order, each output is one of those in the buffer at random.</summary>
internal sealed class ShufflePass(int bufferSize, (long, long) seeds)
{
    /// <summary>A buffer that takes from a source, which gives null at its end; at most bufferSize elements are held at a time.</summary>
    public ShuffleBuffer<T> Over<T>(Func<T?> source) where T : class => new(bufferSize, PhiloxStream.Stateful(seeds.Item1, seeds.Item2), source);

    /// <summary>The order in which 0 … n−1 come out.</summary>
    public int[] Order(int n)
    {
        int next = 0;
        ShuffleBuffer<object> buffer = Over<object>(() => next < n ? next++ : null);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) order[i] = (int)buffer.Next()!;
        return order;
    }
}

/// <summary>The buffer of one pass: a ring that grows to its size only if there are that many elements.</summary>
internal sealed class ShuffleBuffer<T>(int size, PhiloxStream stream, Func<T?> source) where T : class
{
    private readonly List<T?> ring = [];
    private readonly uint[] words = new uint[64];
    private long first, end, drawn;
    private bool ended;

    /// <summary>The next element; null at the end.</summary>
    public T? Next()
    {
        while (!ended && end - first < size)
        {
            if (source() is not { } element) { ended = true; break; }
            if (end < size) ring.Add(element);
            else ring[(int)(end % size)] = element;
            end++;
        }
        if (first == end) return null;
        if (drawn % words.Length == 0) stream.Words(drawn, words);
        uint word = words[drawn++ % words.Length];
        int hole = (int)((first + word % (end - first)) % size), oldest = (int)(first % size);
        T? chosen = ring[hole];
        ring[hole] = ring[oldest];
        ring[oldest] = null;
        first++;
        return chosen;
    }
}
