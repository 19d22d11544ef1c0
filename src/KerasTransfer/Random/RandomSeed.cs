using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>What the functions of <c>keras.random</c> take as <c>seed</c>: a number, which gives the same values every time, or a <see cref="SeedGenerator"/>, which gives others at each use.</summary>
public sealed class RandomSeed
{
    private readonly SeedPair pair;
    private readonly SeedGenerator? generator;

    private RandomSeed(SeedPair pair, SeedGenerator? generator) => (this.pair, this.generator) = (pair, generator);

    /// <summary>The same values every time.</summary>
    public static implicit operator RandomSeed(int seed) => new(seed, null);
    /// <summary>The same values every time.</summary>
    public static implicit operator RandomSeed(long seed) => new(seed, null);
    /// <summary>Other values at each use.</summary>
    public static implicit operator RandomSeed(SeedGenerator generator) => new(default, generator);

    /// <summary>The words for one use; without a seed, the global generator's next.</summary>
    internal static PhiloxStream NextStream(RandomSeed? seed) => NextPair(seed).Stream;

    /// <summary>The seeds for one use; without a seed, the global generator's next.</summary>
    internal static SeedPair NextPair(RandomSeed? seed) => seed is null ? GlobalSeed.NextKerasPair() : seed.generator is { } generator ? generator.Next() : seed.pair;
}
