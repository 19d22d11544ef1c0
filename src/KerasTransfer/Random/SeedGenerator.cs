using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// The source of seeds of one layer: each use takes the next pair of seeds, so no two masks are alike, yet all follow from the first seed.
/// Keras's <c>keras.random.SeedGenerator</c>. Safe to use from several threads.
/// </summary>
public sealed class SeedGenerator
{
    private readonly Lock gate = new();
    private SeedPair current;

    /// <summary>Starts at <paramref name="seed"/>; without one, at a number drawn from Python's global generator, as <c>keras.utils.set_random_seed</c> left it.</summary>
    public SeedGenerator(long? seed = null)
    {
        this.seed = seed;
        current = seed ?? GlobalSeed.DrawDefaultSeed();
    }

    /// <summary>The seed it was given; null: it drew one.</summary>
    public long? seed { get; }

    /// <summary>The pair of seeds that the next use takes, int64 of shape (2,).</summary>
    public NDArray state => ToArray(State);

    /// <summary>Takes the next pair of seeds, int64 of shape (2,).</summary>
    /// <param name="ordered">Whether the pairs count up; otherwise they jump about, as those of calls without a seed do.</param>
    public NDArray next(bool ordered = true) => ToArray(ordered ? Next() : NextUnordered());

    /// <summary>The pair that the next use takes; settable, to go on from a saved place.</summary>
    internal SeedPair State
    {
        get { lock (gate) return current; }
        set { lock (gate) current = value; }
    }

    /// <summary>Takes the next pair of seeds.</summary>
    internal SeedPair Next()
    {
        lock (gate)
        {
            SeedPair now = current;
            current = now with { Second = now.Second + 1 };
            return now;
        }
    }

    /// <summary>Takes the next pair of the generator that <c>keras.random</c> shares among all calls without a seed: its steps are scrambled, not counted.</summary>
    internal SeedPair NextUnordered()
    {
        lock (gate)
        {
            SeedPair now = current;
            current = new(FloorModulus.Of((now.First + 1) * 5387, 933199), FloorModulus.Of((now.Second + 1) * 5387, 933199));
            return now;
        }
    }

    private static NDArray ToArray(SeedPair pair) => NDArray.FromArray((long[])[pair.First, pair.Second], 2);
}
