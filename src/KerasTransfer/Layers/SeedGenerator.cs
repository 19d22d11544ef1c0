using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary>A state from which a layer draws its random numbers, one step per call in training. After keras.random.SeedGenerator.</summary>
public sealed class SeedGenerator
{
    /// <summary>A generator with this seed, or one drawn from the global seed.</summary>
    public SeedGenerator(int? seed = null)
    {
        this.seed = seed ?? RandomNumbers.GlobalSeed.DrawDefaultSeed();
        state = new Variable(NDArray.FromArray<uint>([unchecked((uint)this.seed), 0], 2), "seed_generator_state", trainable: false);
    }

    /// <summary>The seed it began with.</summary>
    public int seed { get; }
    /// <summary>The seed and the number of draws so far.</summary>
    public Variable state { get; }

    /// <summary>The seed of this draw, within a computation; the state moves on when the step is done.</summary>
    internal Tensor Next()
    {
        Tensor now = state;
        state.assign(new NextSeed().On(now));
        return now;
    }
}
