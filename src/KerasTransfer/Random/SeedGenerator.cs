using KerasTransfer.Ops;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// The source of seeds of one layer: each use takes the next pair of seeds, so no two masks are alike, yet all follow from the first seed.
/// Keras's <c>keras.random.SeedGenerator</c>. Safe to use from several threads.
/// </summary>
public sealed class SeedGenerator
{
    private readonly Lock gate = new();
    /// <summary>Starts at <paramref name="seed"/>; without one, at a number drawn from Python's global generator, as <c>keras.utils.set_random_seed</c> left it.</summary>
    public SeedGenerator(long? seed = null)
    {
        this.seed = seed;
        SeedPair first = seed ?? GlobalSeed.DrawDefaultSeed();
        state = new Variable(ToArray(first), "seed_generator_state", trainable: false, path: "seed_generator_state");
    }

    /// <summary>The seed it was given; null: it drew one.</summary>
    public long? seed { get; }

    /// <summary>The pair of seeds that the next use takes, int64 of shape (2,).</summary>
    public Variable state { get; }

    /// <summary>The seeds of this use, within a layer's computation; the state moves on when the step is done.</summary>
    internal Tensor NextInTrace()
    {
        Tensor now = state;
        state.assign(new NextSeed().On(now));
        return now;
    }

    /// <summary>Takes the next pair of seeds, int64 of shape (2,).</summary>
    /// <param name="ordered">Whether the pairs count up; otherwise they jump about, as those of calls without a seed do.</param>
    public NDArray next(bool ordered = true) => ToArray(ordered ? Next() : NextUnordered());

    /// <summary>The pair that the next use takes; settable, to go on from a saved place.</summary>
    internal SeedPair State
    {
        get { lock (gate) return Present; }
        set { lock (gate) Present = value; }
    }

    /// <summary>Takes the next pair of seeds.</summary>
    internal SeedPair Next()
    {
        lock (gate)
        {
            SeedPair now = Present;
            Present = now with { Second = now.Second + 1 };
            return now;
        }
    }

    /// <summary>Takes the next pair of the generator that <c>keras.random</c> shares among all calls without a seed: its steps are scrambled, not counted.</summary>
    internal SeedPair NextUnordered()
    {
        lock (gate)
        {
            SeedPair now = Present;
            Present = new(FloorModulus.Of((now.First + 1) * 5387, 933199), FloorModulus.Of((now.Second + 1) * 5387, 933199));
            return now;
        }
    }

    private SeedPair Present
    {
        get { ReadOnlySpan<long> pair = state.Value.AsSpan<long>(); return new(pair[0], pair[1]); }
        set => state.assign(ToArray(value));
    }

    private static NDArray ToArray(SeedPair pair) => NDArray.FromArray((long[])[pair.First, pair.Second], 2);
}
