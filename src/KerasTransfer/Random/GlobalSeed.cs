using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// The global random state of a Python process with Keras 3 on TensorFlow: Python's <c>random</c>, NumPy's <c>np.random</c>, TensorFlow's <c>tf.random</c>
/// and the generator of <c>keras.random</c>. What is never seeded starts from the operating system, so no two runs are alike.
/// </summary>
internal static class GlobalSeed
{
    private static readonly Lock gate = new();
    private static SeedGenerator? kerasGenerator;

    /// <summary>Python's <c>random</c>; the seeds of layers and initializers without one come from here.</summary>
    public static PythonRandom PythonRandom { get; } = new();

    /// <summary>NumPy's <c>np.random</c>.</summary>
    public static NumPyRandomApi NumPy { get; } = new();

    /// <summary>TensorFlow's global seed and what eager ops made of it.</summary>
    public static TfSeeds Tf { get; } = new();

    /// <summary><c>keras.utils.set_random_seed</c>.</summary>
    /// <exception cref="ValueError">The seed is not within 0 … 2³² − 1, NumPy's range.</exception>
    public static void Set(long seed)
    {
        if (seed is < 0 or > uint.MaxValue) throw new ValueError($"Seed must be between 0 and 2**32 - 1. Received: seed={seed}");
        PythonRandom.seed(seed);
        NumPy.seed(seed);
        Tf.SetSeed(seed);
        lock (gate) kerasGenerator = null;
    }

    /// <summary>The seed of a layer, initializer or generator that was given none: one number 1 … 10⁹ from Python's generator, drawn when the object is made.</summary>
    public static long DrawDefaultSeed() => PythonRandom.randint(1, 1_000_000_000);

    /// <summary>The seeds of a call of <c>keras.random</c> without a seed. The first such call draws a default seed, which shifts those of later layers.</summary>
    public static SeedPair NextKerasPair()
    {
        SeedGenerator generator;
        lock (gate) generator = kerasGenerator ??= new SeedGenerator();
        return generator.NextUnordered();
    }

    /// <summary>
    /// What <c>keras.backend.clear_session</c> does here: forgets the generator of <c>keras.random</c> and how far each eager op of <c>tf.random</c> has come.
    /// Python's and NumPy's generators go on.
    /// </summary>
    public static void ClearSession()
    {
        lock (gate) kerasGenerator = null;
        Tf.ForgetPositions();
    }
}
