using System.Runtime.CompilerServices;

namespace KerasTransfer;

public partial class RandomState
{
    /// <summary>One of the numbers 0 … a−1.</summary>
    /// <exception cref="ValueError"><paramref name="a"/> is not positive.</exception>
    [OverloadResolutionPriority(1)]
    public int choice(int a) => a > 0 ? randint(0, a) : throw new ValueError($"a must be greater than 0 unless no samples are taken. Received: a={a}");

    /// <summary>Some of the numbers 0 … a−1.</summary>
    /// <param name="a">How many numbers there are to choose from.</param>
    /// <param name="size">The result's shape; null: a single number.</param>
    /// <param name="replace">Whether a number may come more than once.</param>
    /// <param name="p">The probability of each number; null: all alike.</param>
    /// <exception cref="ValueError">There are too few numbers, or the probabilities do not fit them or add up to 1.</exception>
    public NDArray choice(int a, Shape? size = null, bool replace = true, NDArray? p = null) => Chosen(a, size, replace, p);

    /// <summary>Some of the numbers 0 … a−1, which have the probabilities <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">There are too few numbers, or the probabilities do not fit them or add up to 1.</exception>
    public NDArray choice(int a, double[] p, Shape? size = null, bool replace = true) => Chosen(a, size, replace, p);

    /// <summary>Some elements of an array of one axis.</summary>
    /// <param name="a">The elements to choose from.</param>
    /// <param name="size">The result's shape; null: a single element.</param>
    /// <param name="replace">Whether an element may come more than once.</param>
    /// <param name="p">The probability of each element; null: all alike.</param>
    /// <exception cref="ValueError">The array has not one axis, there are too few elements, or the probabilities do not fit them or add up to 1.</exception>
    public NDArray choice(NDArray a, Shape? size = null, bool replace = true, NDArray? p = null)
    {
        if (a.ndim == 0) return choice(a.item<int>(), size, replace, p);
        if (a.ndim != 1) throw new ValueError($"a must be 1-dimensional. Received: shape {a.shape}");
        NDArray places = Chosen(a.Length, size, replace, p);
        return places.ndim == 0 ? a[places.item<int>()] : a[places];
    }

    /// <summary>Some elements of an array of one axis, which have the probabilities <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">The array has not one axis, there are too few elements, or the probabilities do not fit them or add up to 1.</exception>
    public NDArray choice(NDArray a, double[] p, Shape? size = null, bool replace = true) => choice(a, size, replace, (NDArray)p);

    /// <summary>One of the elements.</summary>
    /// <exception cref="ValueError">There are none, or the probabilities do not fit them or add up to 1.</exception>
    [OverloadResolutionPriority(2)]
    public T choice<T>(T[] a, double[]? p = null) => a[Chosen(a.Length, null, true, AsArray(p)).item<int>()];

    /// <summary>Some of the elements.</summary>
    /// <exception cref="ValueError">There are too few, or the probabilities do not fit them or add up to 1.</exception>
    public T[] choice<T>(T[] a, int size, bool replace = true, double[]? p = null) where T : class
    {
        long[] places = Chosen(a.Length, size, replace, AsArray(p)).AsSpan<long>().ToArray();
        return System.Array.ConvertAll(places, i => a[i]);
    }

    /// <summary>One of the elements.</summary>
    /// <exception cref="ValueError">There are none, or the probabilities do not fit them or add up to 1.</exception>
    [OverloadResolutionPriority(1)]
    public T choice<T>(List<T> a, double[]? p = null) => a[Chosen(a.Count, null, true, AsArray(p)).item<int>()];

    /// <summary>The numbers 0 … n−1 chosen, int64.</summary>
    private NDArray Chosen(int n, Shape? size, bool replace, NDArray? p)
    {
        Shape shape = size ?? Shape.Scalar;
        long count = shape.Size;
        if (n <= 0 && count != 0) throw new ValueError(n == 0 ? "'a' cannot be empty unless no samples are taken" : $"a must be greater than 0 unless no samples are taken. Received: a={n}");
        double[]? weights = p is null ? null : Probabilities(p, n);
        if (!replace && count > n) throw new ValueError($"Cannot take a larger sample than population when 'replace=False'. Received: size={shape} of {n}");
        if (weights is null)
        {
            if (count == 0) return NDArray.Zeros(shape, DType.int64);
            return replace ? randint(0L, n, shape) : permutation(n)[..(int)count].reshape(shape);
        }
        return NDArray.FromArray(replace ? WithReplacement(weights, (int)count) : WithoutReplacement(weights, (int)count), shape);
    }

    private long[] WithReplacement(double[] p, int count)
    {
        double[] cdf = Cumulated(p);
        long[] chosen = new long[count];
        lock (gate)
            for (int i = 0; i < count; i++) chosen[i] = FirstAbove(cdf, draw.Uniform());
        return chosen;
    }

    // Draws as many as are missing, keeps each number's first occurrence, strikes those out and draws again.
    private long[] WithoutReplacement(double[] p, int count)
    {
        if (p.Count(v => v > 0) < count) throw new ValueError($"Fewer non-zero entries in p than size. Received: size={count}");
        List<long> chosen = new(count);
        HashSet<long> known = new(count);
        lock (gate)
            while (chosen.Count < count)
            {
                foreach (long i in chosen) p[i] = 0;
                double[] cdf = Cumulated(p);
                for (int missing = count - chosen.Count; missing > 0; missing--)
                {
                    long i = FirstAbove(cdf, draw.Uniform());
                    if (known.Add(i)) chosen.Add(i);
                }
            }
        return [.. chosen];
    }

    private static NDArray? AsArray(double[]? p) => p is null ? null : (NDArray)p;

    private static double[] Cumulated(double[] p)
    {
        double[] cdf = new double[p.Length];
        double sum = 0;
        for (int i = 0; i < p.Length; i++) cdf[i] = sum += p[i];
        for (int i = 0; i < p.Length; i++) cdf[i] /= sum;
        return cdf;
    }

    private static long FirstAbove(double[] cdf, double u)
    {
        int low = 0, high = cdf.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (cdf[middle] > u) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static double[] Probabilities(NDArray p, int n)
    {
        if (p.ndim != 1) throw new ValueError($"'p' must be 1-dimensional. Received: shape {p.shape}");
        if (p.size != n) throw new ValueError($"'a' and 'p' must have same size. Received: {n} and {p.size}");
        double[] weights = p.astype(DType.float64).AsSpan<double>().ToArray();
        double sum = KahanSum(weights), tolerance = Math.Sqrt(p.dtype == DType.float32 ? 1.1920928955078125e-07 : 2.220446049250313e-16);
        if (double.IsNaN(sum)) throw new ValueError("probabilities contain NaN");
        if (weights.Any(v => v < 0)) throw new ValueError("probabilities are not non-negative");
        if (Math.Abs(sum - 1.0) > tolerance) throw new ValueError($"probabilities do not sum to 1. Received: {Text(sum)}");
        return weights;
    }
}
