using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// <c>tf.random</c>: the same global seed gives the same values as eager TensorFlow on a CPU. A call with a seed of its own goes on, at each use, where the last one with
/// that seed ended; <see cref="set_seed"/> starts all anew.
/// </summary>
public sealed class TfRandomApi
{
    internal TfRandomApi() { }

    /// <summary>Sets TensorFlow's global seed. It fixes this class's values and the order of samples in <c>fit</c>; initial weights follow <c>keras.utils.set_random_seed</c>.</summary>
    public void set_seed(long seed) => GlobalSeed.Tf.SetSeed(seed);

    /// <summary>Numbers evenly distributed in [minval, maxval).</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="minval">The lower end, included.</param>
    /// <param name="maxval">The upper end, not included; null: 1, for floating point only.</param>
    /// <param name="dtype">float32 (if null), float64, int32 or int64.</param>
    /// <param name="seed">A seed for this call; null: the next of the row that the global seed starts.</param>
    /// <exception cref="ValueError">The type is another one, or the range of integers is empty or has no end.</exception>
    public NDArray uniform(Shape shape, double minval = 0, double? maxval = null, DType? dtype = null, long? seed = null)
    {
        dtype ??= DType.float32;
        if (dtype.IsFloating)
            return RandomArrays.Uniform(Reserve("uniform", dtype, shape, seed), shape, minval, maxval ?? 1.0, dtype, "tf.random.uniform");
        CheckInteger(dtype, maxval, "tf.random.uniform");
        return RandomArrays.Integers(Reserve("uniform", dtype, shape, seed), shape, (long)minval, (long)maxval!.Value, dtype);
    }

    /// <summary>Numbers of the normal distribution.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="stddev">Their standard deviation.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A seed for this call; null: the next of the row that the global seed starts.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, long? seed = null) =>
        RandomArrays.Normal(Reserve("normal", dtype ?? DType.float32, shape, seed), shape, mean, stddev, dtype ?? DType.float32, "tf.random.normal");

    /// <summary>Numbers of the normal distribution, none further than two standard deviations from the mean.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="mean">The distribution's mean.</param>
    /// <param name="stddev">The standard deviation before cutting off.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A seed for this call; null: the next of the row that the global seed starts.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray truncated_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, long? seed = null) =>
        RandomArrays.TruncatedNormal(Reserve("truncated_normal", dtype ?? DType.float32, shape, seed), shape, mean, stddev, dtype ?? DType.float32, "tf.random.truncated_normal");

    /// <summary>A copy whose parts along the first axis are in random order.</summary>
    /// <param name="value">The array.</param>
    /// <param name="seed">A seed for this call; null: the next of the row that the global seed starts.</param>
    public NDArray shuffle(NDArray value, long? seed = null)
    {
        int n = value.ndim == 0 ? 1 : value.Length;
        PhiloxStream stream = GlobalSeed.Tf.Reserve("shuffle/" + value.dtype, ((ulong)n + 2) / 4, seed);
        if (n <= 1) return value.copy();
        int[] order = new int[n];
        StreamValues.Permutation(stream, order);
        return ArrayOrder.Take(value, 0, order);
    }

    /// <summary>Class numbers drawn with the probabilities that each row of <paramref name="logits"/> stands for.</summary>
    /// <param name="logits">(rows, classes): logarithms of probabilities, up to a constant per row.</param>
    /// <param name="num_samples">How many numbers to draw per row.</param>
    /// <param name="dtype">int64 (if null) or int32.</param>
    /// <param name="seed">A seed for this call; null: the next of the row that the global seed starts.</param>
    /// <returns>Shape (rows, num_samples).</returns>
    /// <exception cref="ValueError"><paramref name="logits"/> is no matrix.</exception>
    /// <remarks>TensorFlow's own result depends on the number of its threads from about 20,000 operations on; below that this one equals it.</remarks>
    public NDArray categorical(NDArray logits, int num_samples, DType? dtype = null, long? seed = null)
    {
        Categorical.Check(logits, num_samples);
        int rows = logits.shape[0];
        PhiloxStream stream = GlobalSeed.Tf.Reserve($"categorical/{logits.dtype}/{dtype ?? DType.int64}", (ulong)rows * (ulong)((num_samples + 3) / 4 * 4) * 2 * 256, seed);
        return NDArray.FromArray(Categorical.Draw(stream, logits, num_samples), new Shape(rows, num_samples)).As(dtype ?? DType.int64);
    }

    /// <summary>Numbers evenly distributed in [minval, maxval), the same for the same pair of seeds.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="seed">Two seeds.</param>
    /// <param name="minval">The lower end, included.</param>
    /// <param name="maxval">The upper end, not included; null: 1, for floating point only.</param>
    /// <param name="dtype">float32 (if null), float64, int32 or int64.</param>
    /// <exception cref="ValueError">The type is another one, or the range of integers is empty or has no end.</exception>
    public NDArray stateless_uniform(Shape shape, (long, long) seed, double minval = 0, double? maxval = null, DType? dtype = null)
    {
        dtype ??= DType.float32;
        PhiloxStream stream = PhiloxStream.Stateless(seed.Item1, seed.Item2);
        if (dtype.IsFloating) return RandomArrays.Uniform(stream, shape, minval, maxval ?? 1.0, dtype, "tf.random.stateless_uniform");
        CheckInteger(dtype, maxval, "tf.random.stateless_uniform");
        return RandomArrays.Integers(stream, shape, (long)minval, (long)maxval!.Value, dtype);
    }

    /// <summary>Numbers of the normal distribution, the same for the same pair of seeds.</summary>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray stateless_normal(Shape shape, (long, long) seed, double mean = 0.0, double stddev = 1.0, DType? dtype = null) =>
        RandomArrays.Normal(PhiloxStream.Stateless(seed.Item1, seed.Item2), shape, mean, stddev, dtype ?? DType.float32, "tf.random.stateless_normal");

    /// <summary>Numbers of the normal distribution within two standard deviations, the same for the same pair of seeds.</summary>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray stateless_truncated_normal(Shape shape, (long, long) seed, double mean = 0.0, double stddev = 1.0, DType? dtype = null) =>
        RandomArrays.TruncatedNormal(PhiloxStream.Stateless(seed.Item1, seed.Item2), shape, mean, stddev, dtype ?? DType.float32, "tf.random.stateless_truncated_normal");

    /// <summary><c>tf.random.Generator</c>: generators apart from the global seed.</summary>
    public TfGeneratorFactory Generator { get; } = new();

    private static PhiloxStream Reserve(string op, DType dtype, Shape shape, long? seed) => GlobalSeed.Tf.Reserve($"{op}/{dtype}", 256 * (ulong)shape.Size, seed);

    internal static void CheckInteger(DType dtype, double? maxval, string function)
    {
        if (dtype != DType.int32 && dtype != DType.int64) throw new ValueError($"`{function}`: dtype must be float32, float64, int32 or int64. Received: dtype={dtype}");
        if (maxval is null) throw new ValueError($"Must specify maxval for integer dtype {dtype}");
    }
}
