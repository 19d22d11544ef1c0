using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// <c>keras.random</c>: the same seed gives the same values as Keras 3 on TensorFlow (CPU). Without a seed the values come from one global generator, which
/// <c>keras.utils.set_random_seed</c> fixes.
/// </summary>
public sealed class KerasRandomApi
{
    internal KerasRandomApi() { }

    /// <summary>A source of seeds: give it as <c>seed</c> to get other values at each call, yet the same in each run.</summary>
    public SeedGenerator SeedGenerator(long? seed = null) => new(seed);

    /// <summary>Numbers evenly distributed in [minval, maxval).</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="minval">The lower end, included.</param>
    /// <param name="maxval">The upper end, not included.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray uniform(Shape shape, double minval = 0.0, double maxval = 1.0, DType? dtype = null, RandomSeed? seed = null) =>
        RandomArrays.Uniform(RandomSeed.NextStream(seed), shape, minval, maxval, dtype ?? DType.float32, "keras.random.uniform");

    /// <summary>Numbers of the normal distribution.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="stddev">Their standard deviation.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, RandomSeed? seed = null) =>
        RandomArrays.Normal(RandomSeed.NextStream(seed), shape, mean, stddev, dtype ?? DType.float32, "keras.random.normal");

    /// <summary>Numbers of the normal distribution, none further than two standard deviations from the mean.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="mean">The distribution's mean.</param>
    /// <param name="stddev">The standard deviation before cutting off.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray truncated_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, RandomSeed? seed = null) =>
        RandomArrays.TruncatedNormal(RandomSeed.NextStream(seed), shape, mean, stddev, dtype ?? DType.float32, "keras.random.truncated_normal");

    /// <summary>Whole numbers in [minval, maxval).</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="minval">The lower end, included.</param>
    /// <param name="maxval">The upper end, not included.</param>
    /// <param name="dtype">An integer type; int32 if null. Types other than int32 draw 64 bits per number.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError">The range is empty, or <paramref name="dtype"/> is no integer type.</exception>
    public NDArray randint(Shape shape, long minval, long maxval, DType? dtype = null, RandomSeed? seed = null)
    {
        dtype ??= DType.int32;
        if (!dtype.IsInteger) throw new ValueError($"`keras.random.randint` requires an integer `dtype`. Received: dtype={dtype}");
        return RandomArrays.Integers(RandomSeed.NextStream(seed), shape, minval, maxval, dtype).As(dtype);
    }

    /// <summary>Class numbers drawn with the probabilities that each row of <paramref name="logits"/> stands for.</summary>
    /// <param name="logits">(rows, classes): logarithms of probabilities, up to a constant per row.</param>
    /// <param name="num_samples">How many numbers to draw per row.</param>
    /// <param name="dtype">An integer type; int32 if null.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <returns>Shape (rows, num_samples).</returns>
    /// <exception cref="ValueError"><paramref name="logits"/> is no matrix.</exception>
    /// <remarks>TensorFlow's own result depends on the number of its threads from about 20,000 operations on; below that this one equals it.</remarks>
    public NDArray categorical(NDArray logits, int num_samples, DType? dtype = null, RandomSeed? seed = null)
    {
        Categorical.Check(logits, num_samples);
        long[] drawn = Categorical.Draw(RandomSeed.NextStream(seed), logits, num_samples);
        return NDArray.FromArray(drawn, new Shape(logits.shape[0], num_samples)).As(dtype ?? DType.int32);
    }

    /// <summary>Numbers of the gamma distribution with scale 1.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="alpha">The distribution's shape: a number, or numbers that broadcast.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray gamma(Shape shape, NDArray alpha, DType? dtype = null, RandomSeed? seed = null) => Gamma(RandomSeed.NextPair(seed), shape, alpha, dtype, "keras.random.gamma");

    /// <summary>Numbers of the beta distribution.</summary>
    /// <param name="shape">The result's shape.</param>
    /// <param name="alpha">The first parameter: a number, or numbers that broadcast.</param>
    /// <param name="beta">The second parameter, likewise.</param>
    /// <param name="dtype">float32 (if null) or float64.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray beta(Shape shape, NDArray alpha, NDArray beta, DType? dtype = null, RandomSeed? seed = null)
    {
        SeedPair pair = RandomSeed.NextPair(seed);
        NDArray a = Gamma(pair, shape, Broadcasting.To(alpha, shape), dtype, "keras.random.beta"), b = Gamma(new(pair.First + 12, pair.Second + 12), shape, Broadcasting.To(beta, shape), dtype, "keras.random.beta");
        return a / (a + b);
    }

    private static NDArray Gamma(SeedPair pair, Shape shape, NDArray alpha, DType? dtype, string name)
    {
        dtype ??= DType.float32;
        if (!dtype.IsFloating) throw new ValueError($"{name}: dtype must be float32 or float64. Received: dtype={dtype}");
        // TensorFlow makes all numbers of the first parameter, then all of the second, …
        if (alpha.ndim > shape.Rank || shape[(shape.Rank - alpha.ndim)..] != alpha.shape) alpha = Broadcasting.To(alpha, shape);
        int each = alpha.size == 0 ? 0 : checked((int)(shape.Size / alpha.size));
        NDArray parameters = KerasApi.np.repeat(alpha.As(dtype).reshape(-1), each), result = NDArray.Uninitialized(parameters.shape, dtype);
        if (dtype == DType.float32) GammaValues.Fill<float>(pair.Stream, parameters.AsSpan<float>(), result.AsSpan<float>());
        else GammaValues.Fill<double>(pair.Stream, parameters.AsSpan<double>(), result.AsSpan<double>());
        return result.reshape((alpha.size, each)).T.reshape(shape);
    }

    /// <summary>A copy whose parts along <paramref name="axis"/> are in random order.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis along which parts change places.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError">There is no such axis.</exception>
    public NDArray shuffle(NDArray x, int axis = 0, RandomSeed? seed = null)
    {
        axis = x.shape.Axis(axis);
        float[] keys = new float[x.shape[axis]];
        StreamValues.Uniform(RandomSeed.NextStream(seed), 0, keys);
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a - b);
        return ArrayOrder.Take(x, axis, order);
    }

    /// <summary>Sets elements to zero with probability <paramref name="rate"/> and scales the others by 1 / (1 − rate), so that their expected sum stays.</summary>
    /// <param name="inputs">float32 or float64.</param>
    /// <param name="rate">The share to drop, from 0 to 1.</param>
    /// <param name="noise_shape">The mask's shape, 1 where it is the same along an axis and null where the axis has the length of the inputs'; null: the inputs' shape.</param>
    /// <param name="seed">A number or a <see cref="KerasTransfer.SeedGenerator"/>.</param>
    /// <exception cref="ValueError">The rate is not within 0 … 1, the mask's shape does not fit, or the inputs are not floating point.</exception>
    public NDArray dropout(NDArray inputs, double rate, Shape? noise_shape = null, RandomSeed? seed = null)
    {
        if (!(rate >= 0 && rate <= 1)) throw new ValueError($"`rate` must be a scalar value in the range [0, 1]. Received: rate={rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        if (!inputs.dtype.IsFloating) throw new ValueError($"`keras.random.dropout` requires floating point inputs. Received: dtype={inputs.dtype}");
        if (rate == 1.0) return NDArray.Zeros(inputs.shape, inputs.dtype);
        if (rate == 0.0) return inputs;
        Shape noise = MaskShape(inputs.shape, noise_shape);
        NDArray u = RandomArrays.Uniform(RandomSeed.NextStream(seed), noise, 0.0, 1.0, inputs.dtype, "keras.random.dropout");
        NDArray result = inputs.copy();
        int[] places = Places(inputs.shape, noise);
        if (inputs.dtype == DType.float32)
        {
            Span<float> y = result.AsSpan<float>(), mask = u.AsSpan<float>();
            float scale = (float)(1.0 / (1.0 - rate)), limit = (float)rate;
            for (int i = 0; i < y.Length; i++) y[i] = mask[places[i]] >= limit ? y[i] * scale : 0f;
        }
        else
        {
            Span<double> y = result.AsSpan<double>(), mask = u.AsSpan<double>();
            double scale = 1.0 / (1.0 - rate);
            for (int i = 0; i < y.Length; i++) y[i] = mask[places[i]] >= rate ? y[i] * scale : 0.0;
        }
        return result;
    }

    private static Shape MaskShape(Shape inputs, Shape? noise)
    {
        if (noise is null) return inputs;
        int[] dims = noise.ToArray();
        bool fits = dims.Length == inputs.Rank;
        for (int i = 0; fits && i < dims.Length; i++)
        {
            if (dims[i] == Shape.Unknown) dims[i] = inputs[i];
            fits = dims[i] == inputs[i] || dims[i] == 1;
        }
        return fits ? new Shape(dims) : throw new ValueError($"`noise_shape` must have the rank of the inputs, and along each axis 1, null or their length. Received: noise_shape={noise} for inputs of shape {inputs}");
    }

    /// <summary>For each element of an array, where the one that goes with it lies in a smaller array stretched to its shape.</summary>
    private static int[] Places(Shape shape, Shape small)
    {
        int[] places = new int[shape.Size];
        int stride = 1, repeat = 1;                                       // elements of small, and of shape, per step along the axis
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (small[axis] > 1)
                for (int i = 0; i < places.Length; i++) places[i] += i / repeat % shape[axis] * stride;
            stride *= small[axis];
            repeat *= shape[axis];
        }
        return places;
    }
}
