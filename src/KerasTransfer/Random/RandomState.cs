using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// NumPy's <c>np.random.RandomState</c>, and so <c>np.random</c> itself: the same seed gives the same numbers as NumPy. Without a size the result is one
/// number, with a size an array. Safe to use from several threads.
/// </summary>
/// <remarks>https://numpy.org/doc/stable/reference/random/legacy.html. Where a distribution needs a logarithm or a power, the numbers are those of NumPy on
/// the same platform: both use its C library.</remarks>
public partial class RandomState
{
    private readonly LegacyDistributions draw = new();
    private readonly Lock gate = new();

    /// <summary>A generator with the seed given, or one from the operating system.</summary>
    /// <exception cref="ValueError">The seed is not within 0 … 2³² − 1.</exception>
    public RandomState(long? seed = null) => this.seed(seed);

    /// <summary>Starts anew: from a number, or from the operating system's randomness.</summary>
    /// <exception cref="ValueError">The seed is not within 0 … 2³² − 1.</exception>
    public void seed(long? seed = null)
    {
        if (seed is < 0 or > uint.MaxValue) throw new ValueError($"Seed must be between 0 and 2**32 - 1. Received: seed={seed}");
        lock (gate)
        {
            if (seed is { } number) draw.Words.Seed((uint)number);
            else draw.Words.SeedFromSystem();
            draw.KeptGauss = null;
        }
    }

    /// <summary>Starts anew from a row of numbers.</summary>
    /// <exception cref="ValueError">There are none, or one is not within 0 … 2³² − 1.</exception>
    public void seed(long[] seed)
    {
        if (seed.Length == 0) throw new ValueError("Seed must be non-empty");
        uint[] digits = new uint[seed.Length];
        for (int i = 0; i < digits.Length; i++)
            digits[i] = seed[i] is >= 0 and <= uint.MaxValue ? (uint)seed[i] : throw new ValueError($"Seed values must be between 0 and 2**32 - 1. Received: {seed[i]}");
        lock (gate)
        {
            draw.Words.Seed(digits);
            draw.KeptGauss = null;
        }
    }

    /// <summary>All that is needed to go on from here later: give it to <see cref="set_state"/>.</summary>
    public (string algorithm, NDArray keys, int pos, int has_gauss, double cached_gaussian) get_state()
    {
        lock (gate)
            return ("MT19937", NDArray.FromArray(draw.Words.Key.ToArray(), MersenneTwister.N), draw.Words.Position, draw.KeptGauss is null ? 0 : 1, draw.KeptGauss ?? 0.0);
    }

    /// <summary>Goes on from a saved state.</summary>
    /// <exception cref="ValueError">It is not the state of a MT19937 generator.</exception>
    public void set_state((string algorithm, NDArray keys, int pos, int has_gauss, double cached_gaussian) state)
    {
        if (state.algorithm != "MT19937") throw new ValueError($"set_state can only be used with legacy MT19937 state instances. Received: '{state.algorithm}'");
        if (state.keys.size != MersenneTwister.N || state.pos is < 0 or > MersenneTwister.N)
            throw new ValueError($"set_state: expected {MersenneTwister.N} keys and a position from 0 to {MersenneTwister.N}. Received: {state.keys.size} keys, position {state.pos}");
        lock (gate)
        {
            draw.Words.Restore(state.keys.astype(DType.uint32).AsSpan<uint>(), state.pos);
            draw.KeptGauss = state.has_gauss != 0 ? state.cached_gaussian : null;
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public double random_sample() { lock (gate) return draw.Uniform(); }
    /// <summary>Numbers in [0, 1).</summary>
    public NDArray random_sample(Shape size) => Array(size, d => d.Uniform());
    /// <summary>A number in [0, 1).</summary>
    public double random() => random_sample();
    /// <summary>Numbers in [0, 1).</summary>
    public NDArray random(Shape size) => random_sample(size);
    /// <summary>A number in [0, 1).</summary>
    public double ranf() => random_sample();
    /// <summary>Numbers in [0, 1).</summary>
    public NDArray ranf(Shape size) => random_sample(size);
    /// <summary>A number in [0, 1).</summary>
    public double sample() => random_sample();
    /// <summary>Numbers in [0, 1).</summary>
    public NDArray sample(Shape size) => random_sample(size);
    /// <summary>A number in [0, 1).</summary>
    public double rand() => random_sample();
    /// <summary>Numbers in [0, 1); the axes' lengths are given one by one.</summary>
    public NDArray rand(params ReadOnlySpan<int> d) => random_sample(new Shape(d));

    /// <summary>A number of the standard normal distribution.</summary>
    public double standard_normal() { lock (gate) return draw.Gauss(); }
    /// <summary>Numbers of the standard normal distribution.</summary>
    public NDArray standard_normal(Shape size) => Array(size, d => d.Gauss());
    /// <summary>A number of the standard normal distribution.</summary>
    public double randn() => standard_normal();
    /// <summary>Numbers of the standard normal distribution; the axes' lengths are given one by one.</summary>
    public NDArray randn(params ReadOnlySpan<int> d) => standard_normal(new Shape(d));

    /// <summary>A whole number from <paramref name="low"/> up to but not including <paramref name="high"/>; with one argument, from 0 up to it.</summary>
    /// <exception cref="ValueError">There is no number in the range.</exception>
    [OverloadResolutionPriority(2)]
    public int randint(int low, int? high = null) => (int)randint((long)low, high);

    /// <summary>A whole number from <paramref name="low"/> up to but not including <paramref name="high"/>; with one argument, from 0 up to it.</summary>
    /// <exception cref="ValueError">There is no number in the range.</exception>
    [OverloadResolutionPriority(1)]
    public long randint(long low, long? high = null)
    {
        (long first, long last) = Range(low, high, DType.int64);
        lock (gate) return (long)((ulong)first + draw.Interval((ulong)last - (ulong)first));
    }

    /// <summary>Whole numbers from <paramref name="low"/> up to but not including <paramref name="high"/>; without <paramref name="high"/>, from 0 up to <paramref name="low"/>.</summary>
    /// <param name="low">The smallest number, or the end if <paramref name="high"/> is not given.</param>
    /// <param name="high">The end, not included.</param>
    /// <param name="size">The result's shape; null: a single number.</param>
    /// <param name="dtype">An integer type or bool; int64 if null. It has a say in which numbers come out: small types draw from parts of a word.</param>
    /// <exception cref="ValueError">There is no number in the range, or it does not fit the type.</exception>
    public NDArray randint(long low, long? high = null, Shape? size = null, DType? dtype = null)
    {
        dtype ??= DType.int64;
        if (dtype.IsFloating) throw new ValueError($"Unsupported dtype '{dtype}' for randint: expected an integer type or bool.");
        (long first, long last) = Range(low, high, dtype);
        ulong top = (ulong)last - (ulong)first;
        Shape shape = size ?? Shape.Scalar;
        if (dtype == DType.int64) return Filled(shape, () => (long)((ulong)first + draw.Interval(top)));
        if (dtype == DType.int32) return Filled(shape, () => (int)((uint)first + (uint)draw.Interval(top)));
        if (dtype == DType.uint32) return Filled(shape, () => (uint)first + (uint)draw.Interval(top));
        // Smaller types take 16, 8 or 1 bits of a word at a time, from the low end.
        int bits = dtype == DType.@bool ? 1 : 8 * dtype.Size, left = 0;
        uint buffer = 0, mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)top | 1);
        if (dtype == DType.int16) return Filled(shape, () => (short)(first + Small()));
        if (dtype == DType.int8) return Filled(shape, () => (sbyte)(first + Small()));
        if (dtype == DType.uint8) return Filled(shape, () => (byte)(first + Small()));
        return Filled(shape, () => first + Small() != 0);

        uint Small()
        {
            if (top == 0) return 0;
            uint value;
            do
            {
                if (left == 0)
                {
                    buffer = draw.Words.NextUInt32();
                    left = 32 / bits;
                }
                else buffer >>= bits;
                left--;
                value = buffer & mask;
            }
            while (value > top);
            return value;
        }
    }

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included; with one argument, from 1 to it.</summary>
    [OverloadResolutionPriority(1)]
    public long random_integers(long low, long? high = null) => high is { } end ? randint(low, end + 1) : randint(1L, low + 1);
    /// <summary>Whole numbers from <paramref name="low"/> to <paramref name="high"/>, both included; without <paramref name="high"/>, from 1 to <paramref name="low"/>.</summary>
    public NDArray random_integers(long low, long? high = null, Shape? size = null) => high is { } end ? randint(low, end + 1, size) : randint(1L, low + 1, size);

    /// <summary>Puts an array into a random order along its first axis, in place.</summary>
    public void shuffle(NDArray x)
    {
        int n = x.Length, row = n == 0 ? 0 : x.size / n;
        if (row == 0) return;                                             // an empty array draws nothing
        Span<byte> bytes = ArrayOrder.Bytes(x), kept = new byte[row * x.itemsize];
        int width = kept.Length;
        lock (gate)
            for (int i = n - 1; i > 0; i--)
            {
                int j = (int)draw.Interval((ulong)i);
                Span<byte> a = bytes.Slice(i * width, width), b = bytes.Slice(j * width, width);
                b.CopyTo(kept);
                a.CopyTo(b);
                kept.CopyTo(a);
            }
    }

    /// <summary>Puts the elements into a random order, in place.</summary>
    public void shuffle<T>(T[] x) { lock (gate) draw.Shuffle(x.AsSpan()); }

    /// <summary>Puts the elements into a random order, in place.</summary>
    public void shuffle<T>(List<T> x) { lock (gate) draw.Shuffle(CollectionsMarshal.AsSpan(x)); }

    /// <summary>The numbers 0 … x−1 in random order, int64.</summary>
    public NDArray permutation(int x) => NDArray.FromArray(System.Array.ConvertAll(Order(x), i => (long)i), Math.Max(x, 0));

    /// <summary>A copy with the parts along the first axis in random order.</summary>
    public NDArray permutation(NDArray x)
    {
        NDArray result = x.copy();
        if (x.ndim == 0) throw new ValueError("permutation: x must be an integer or at least 1-dimensional.");
        shuffle(result);
        return result;
    }

    /// <summary>A copy in random order.</summary>
    public T[] permutation<T>(List<T> x)
    {
        T[] result = [.. x];
        shuffle(result);
        return result;
    }

    /// <summary>The numbers 0 … n−1 in random order.</summary>
    internal int[] Order(int n)
    {
        int[] order = new int[Math.Max(n, 0)];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        shuffle(order);
        return order;
    }

    private static (long First, long Last) Range(long low, long? high, DType dtype)
    {
        (long first, long end) = high is { } given ? (low, given) : (0, low);
        // The end itself lies outside, so it may be one more than the type holds.
        (long least, long most) =
            dtype == DType.int64 ? (long.MinValue, long.MaxValue) : dtype == DType.int32 ? (int.MinValue, int.MaxValue) : dtype == DType.uint32 ? (0, uint.MaxValue)
            : dtype == DType.int16 ? (short.MinValue, short.MaxValue) : dtype == DType.int8 ? (sbyte.MinValue, sbyte.MaxValue) : dtype == DType.uint8 ? (0, byte.MaxValue) : (0, 1);
        if (first < least) throw new ValueError($"low is out of bounds for {dtype}. Received: low={first}");
        if (end > long.MinValue && end - 1 > most) throw new ValueError($"high is out of bounds for {dtype}. Received: high={end}");
        if (first >= end) throw new ValueError(first == 0 ? $"high <= 0. Received: high={end}" : $"low >= high. Received: low={first}, high={end}");
        return (first, end - 1);
    }

    private NDArray Filled<T>(Shape shape, Func<T> next) where T : unmanaged
    {
        T[] values = new T[shape.Size];
        lock (gate)
            for (int i = 0; i < values.Length; i++) values[i] = next();
        return NDArray.FromArray(values, shape);
    }

    private NDArray Array(Shape size, Func<LegacyDistributions, double> next)
    {
        double[] values = new double[size.Size];
        lock (gate)
            for (int i = 0; i < values.Length; i++) values[i] = next(draw);
        return NDArray.FromArray(values, size);
    }

    private NDArray Whole(Shape size, Func<LegacyDistributions, long> next)
    {
        long[] values = new long[size.Size];
        lock (gate)
            for (int i = 0; i < values.Length; i++) values[i] = next(draw);
        return NDArray.FromArray(values, size);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
