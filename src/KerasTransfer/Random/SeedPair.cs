namespace KerasTransfer.RandomNumbers;

/// <summary>The two seeds of one random operation; in TensorFlow's words, the <c>seed</c> of a stateless op.</summary>
internal readonly record struct SeedPair(long First, long Second)
{
    private const long Modulus = int.MaxValue - 1L;                       // Keras keeps the pair within int32 by this floor modulus, 2³¹ − 2

    /// <summary>The pair (seed, 0) that a plain number stands for.</summary>
    public static implicit operator SeedPair(long seed) => new(seed, 0);

    /// <summary>The words that Keras's random functions make for this pair.</summary>
    public PhiloxStream Stream => PhiloxStream.Stateless(FloorModulus.Of(First, Modulus), FloorModulus.Of(Second, Modulus));
}
