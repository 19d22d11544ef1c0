using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// The source of seeds of one layer: each use takes the next pair of seeds, so no two masks are alike, yet all follow from the first seed.
/// Keras's <c>keras.random.SeedGenerator</c>. Safe to use from several threads.
/// </summary>
public sealed class SeedGenerator
{
    private readonly Lock gate = new();
    private SeedPair state;

    /// <summary>Starts at <paramref name="seed"/>; without one, at a number drawn from Python's global generator, as <c>keras.utils.set_random_seed</c> left it.</summary>
    /// <exception cref="ValueError">The seed is negative.</exception>
    public SeedGenerator(long? seed = null)
    {
        long start = seed ?? GlobalSeed.DrawDefaultSeed();
        if (start < 0) throw new ValueError($"Argument `seed` must be either an instance of `SeedGenerator` or a non-negative integer. Received: seed={start}");
        this.seed = start;
        state = start;
    }

    /// <summary>The seed it started from.</summary>
    public long seed { get; }

    /// <summary>The pair of seeds that the next use takes.</summary>
    public (long, long) state_value
    {
        get { lock (gate) return (state.First, state.Second); }
    }

    /// <summary>The pair that the next use takes; settable, to go on from a saved place.</summary>
    internal SeedPair State
    {
        get { lock (gate) return state; }
        set { lock (gate) state = value; }
    }

    /// <summary>Takes the next pair of seeds.</summary>
    internal SeedPair Next()
    {
        lock (gate)
        {
            SeedPair now = state;
            state = now with { Second = now.Second + 1 };
            return now;
        }
    }

    /// <summary>Takes the next pair of the generator that <c>keras.random</c> shares among all calls without a seed: its steps are scrambled, not counted.</summary>
    internal SeedPair NextUnordered()
    {
        lock (gate)
        {
            SeedPair now = state;
            state = new(FloorModulus.Of((now.First + 1) * 5387, 933199), FloorModulus.Of((now.Second + 1) * 5387, 933199));
            return now;
        }
    }
}
