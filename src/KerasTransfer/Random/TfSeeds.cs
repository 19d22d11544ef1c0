using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace KerasTransfer.RandomNumbers;

/// <summary>
/// TensorFlow's global seed and the state of its eager random ops. An op's two seeds are the global one and its own, which is the next of a
/// row of numbers where the call gives none; an op with the same kind and seeds goes on where its last call ended.
/// </summary>
internal sealed class TfSeeds
{
    private const long Modulus = int.MaxValue;                            // seeds are taken by the floor modulus 2³¹ − 1
    private const long DefaultGlobalSeed = 87654321;                      // goes with an op's own seed when no global one is set

    private readonly Lock gate = new();
    private readonly Dictionary<(string Op, long, long), ulong> positions = [];
    private PythonRandom? opSeeds;
    private long? globalSeed;

    /// <summary>The seed set last; null: none was set.</summary>
    public long? GlobalSeed
    {
        get { lock (gate) return globalSeed; }
    }

    /// <summary><c>tf.random.set_seed</c>: also starts the row of op seeds and all positions anew.</summary>
    public void SetSeed(long seed)
    {
        lock (gate)
        {
            globalSeed = seed;
            opSeeds = new PythonRandom(seed);
            positions.Clear();
        }
    }

    /// <summary>Lets every op start at its first block again.</summary>
    public void ForgetPositions()
    {
        lock (gate) positions.Clear();
    }

    /// <summary>The seeds of an eager op, or of a dataset's shuffle. Without any seed they are random.</summary>
    public (long, long) NextPair(long? opSeed)
    {
        lock (gate) return NextPairLocked(opSeed);
    }

    /// <summary>The words for one call of an eager op that makes use of <paramref name="blocks"/> blocks.</summary>
    public PhiloxStream Reserve(string op, ulong blocks, long? opSeed)
    {
        if (TfFunctionSeeds.Current is { } call) return call.Reserve(blocks, opSeed);
        lock (gate)
        {
            var (seed, seed2) = NextPairLocked(opSeed);
            PhiloxStream stream = PhiloxStream.Stateful(seed, seed2);
            if (globalSeed is null && opSeed is null) return stream;      // random seeds: nothing to continue
            ref ulong position = ref CollectionsMarshal.GetValueRefOrAddDefault(positions, (op, seed, seed2), out _);
            stream = stream.At(position);
            position += blocks;
            return stream;
        }
    }

    /// <summary>The seeds of the first random op without a seed of its own in a new function graph, as in <c>fit</c>'s shuffling; null, if there is no global seed.</summary>
    public static (long, long)? FirstOpOfGraph(long? globalSeed) => globalSeed is { } seed ? NotBothZero(FloorModulus.Of(seed, Modulus), 0) : null;

    /// <summary>Two seeds from the operating system.</summary>
    public static (long, long) RandomPair()
    {
        Span<long> pair = stackalloc long[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(pair));
        return (pair[0], pair[1]);
    }

    private (long, long) NextPairLocked(long? opSeed) => Pair(globalSeed, globalSeed is null ? opSeed : opSeed ?? opSeeds!.randint(0L, int.MaxValue));

    /// <summary>An op's two seeds; random ones where there is neither.</summary>
    internal static (long, long) Pair(long? globalSeed, long? opSeed)
    {
        if (globalSeed is { } seed) return NotBothZero(FloorModulus.Of(seed, Modulus), FloorModulus.Of(opSeed ?? 0, Modulus));
        return opSeed is { } own ? (DefaultGlobalSeed, FloorModulus.Of(own, Modulus)) : RandomPair();
    }

    // (0, 0) would mean "seed from the system" to TensorFlow's kernels.
    private static (long, long) NotBothZero(long seed, long seed2) => (seed, seed2) == (0, 0) ? (0, Modulus) : (seed, seed2);
}
