using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    // Sums of narrow integers and of bools are int64. (NumPy has uint64 for unsigned ones; there is no such type here.)
    private static DType SumType(DType dtype) => dtype.IsFloating ? dtype : DType.int64;

    /// <summary>The sum along axes (all if null); of integers and bools an int64.</summary>
    /// <remarks>Floating point is added pairwise, in NumPy's order.</remarks>
    public NDArray sum(NDArray a, Axes? axis = null, DType? dtype = null, bool keepdims = false) => Reduction.Run<SumReducer>(a, axis, keepdims, dtype ?? SumType(a.dtype));
    /// <summary>The product along axes (all if null); of integers and bools an int64.</summary>
    public NDArray prod(NDArray a, Axes? axis = null, DType? dtype = null, bool keepdims = false) => Reduction.Run<ProductReducer>(a, axis, keepdims, dtype ?? SumType(a.dtype));
    /// <summary>The largest along axes (all if null); not a number if any is none.</summary>
    /// <exception cref="ValueError">There is nothing to take the largest of.</exception>
    public NDArray max(NDArray a, Axes? axis = null, bool keepdims = false) => Reduction.Run<MaxReducer>(a, axis, keepdims, a.dtype);
    /// <summary>The smallest along axes (all if null); not a number if any is none.</summary>
    /// <exception cref="ValueError">There is nothing to take the smallest of.</exception>
    public NDArray min(NDArray a, Axes? axis = null, bool keepdims = false) => Reduction.Run<MinReducer>(a, axis, keepdims, a.dtype);
    /// <summary>The largest along axes; the same as <c>max</c>.</summary>
    public NDArray amax(NDArray a, Axes? axis = null, bool keepdims = false) => max(a, axis, keepdims);
    /// <summary>The smallest along axes; the same as <c>min</c>.</summary>
    public NDArray amin(NDArray a, Axes? axis = null, bool keepdims = false) => min(a, axis, keepdims);
    /// <summary>The largest less the smallest along axes.</summary>
    public NDArray ptp(NDArray a, Axes? axis = null, bool keepdims = false) => max(a, axis, keepdims) - min(a, axis, keepdims);
    /// <summary>Whether all along axes are true (not zero).</summary>
    public NDArray all(NDArray a, Axes? axis = null, bool keepdims = false) =>
        a.size == 0 ? full(Reduction.ShapeOf(a.shape, Axes.Mark(axis, a.ndim), keepdims), true) : Reduction.Run<MinReducer>(a, axis, keepdims, DType.@bool);
    /// <summary>Whether any along axes is true (not zero).</summary>
    public NDArray any(NDArray a, Axes? axis = null, bool keepdims = false) =>
        a.size == 0 ? full(Reduction.ShapeOf(a.shape, Axes.Mark(axis, a.ndim), keepdims), false) : Reduction.Run<MaxReducer>(a, axis, keepdims, DType.@bool);
    /// <summary>How many along axes are not zero.</summary>
    public NDArray count_nonzero(NDArray a, Axes? axis = null, bool keepdims = false) => sum(a.As(DType.@bool), axis, DType.int64, keepdims);

    /// <summary>The mean along axes (all if null): float32 of float32, else float64.</summary>
    public NDArray mean(NDArray a, Axes? axis = null, DType? dtype = null, bool keepdims = false)
    {
        DType type = dtype ?? Promotion.Floating(a.dtype);
        NDArray total = sum(a, axis, type, keepdims), mean = NDArray.Divide(total, Count(a, axis));
        return mean.As(type);
    }
    private static NDArray Count(NDArray a, Axes? axis)
    {
        bool[] reduced = Axes.Mark(axis, a.ndim);
        long count = 1;
        for (int i = 0; i < reduced.Length; i++) if (reduced[i]) count *= a.shape[i];
        return count;
    }

    /// <summary>The mean along axes, each element counted by its weight; weights have the array's shape, or that of the one axis.</summary>
    /// <exception cref="ValueError">The weights do not fit, or add up to zero.</exception>
    public NDArray average(NDArray a, Axes? axis = null, NDArray? weights = null, bool keepdims = false)
    {
        if (weights is null) return mean(a, axis, keepdims: keepdims);
        if (weights.shape != a.shape)
        {
            if (axis is null || axis.Count != 1) throw new ValueError("Axis must be specified when shapes of a and weights differ.");
            int along = axis.Of(a.ndim)[0];
            if (weights.ndim != 1 || weights.size != a.shape[along]) throw new ValueError("Shape of weights must be consistent with shape of a along specified axis.");
            weights = weights.reshape(new Shape([.. Enumerable.Range(0, a.ndim).Select(i => i == along ? weights.size : 1)]));
        }
        DType type = Promotion.Of(Promotion.Floating(a.dtype), weights.dtype);
        NDArray scale = sum(Broadcasting.To(weights.As(type), a.shape), axis, keepdims: keepdims);
        return any(scale == 0) ? throw new ValueError("Weights sum to zero, can't be normalized") : sum(multiply(a, weights.As(type)), axis, type, keepdims) / scale;
    }

    /// <summary>The variance along axes (all if null); divides by the number of elements less <paramref name="ddof"/>.</summary>
    public NDArray var(NDArray a, Axes? axis = null, DType? dtype = null, double ddof = 0, bool keepdims = false)
    {
        DType type = dtype ?? Promotion.Floating(a.dtype);
        NDArray count = Count(a, axis), x = a.As(type);
        NDArray center = NDArray.Divide(sum(x, axis, type, keepdims: true), count), deviation = square(NDArray.Subtract(x, center));
        return NDArray.Divide(sum(deviation, axis, type, keepdims), Math.Max(0, count.item<long>() - ddof)).As(type);
    }
    /// <summary>The standard deviation along axes (all if null); divides by the number of elements less <paramref name="ddof"/>.</summary>
    public NDArray std(NDArray a, Axes? axis = null, DType? dtype = null, double ddof = 0, bool keepdims = false) => sqrt(var(a, axis, dtype, ddof, keepdims));

    /// <summary>The axes to fold brought together as the last one, so that what folds a row can do it; and the shape of the result.</summary>
    private (NDArray rows, Shape shape) Rows(NDArray a, Axes? axis, bool keepdims)
    {
        bool[] reduced = Axes.Mark(axis, a.ndim);
        int[] kept = [.. Enumerable.Range(0, a.ndim).Where(i => !reduced[i])], folded = [.. Enumerable.Range(0, a.ndim).Where(i => reduced[i])];
        int count = folded.Aggregate(1, (n, i) => n * a.shape[i]), others = kept.Aggregate(1, (n, i) => n * a.shape[i]);
        return (transpose(a, [.. kept, .. folded]).View((others, count)), Reduction.ShapeOf(a.shape, reduced, keepdims));
    }

    /// <summary>The middle one along axes (all if null), the mean of the middle two of an even number; not a number if any is none.</summary>
    public NDArray median(NDArray a, Axes? axis = null, bool keepdims = false)
    {
        DType type = Promotion.Floating(a.dtype);
        var (rows, shape) = Rows(a, axis, keepdims);
        if (rows.shape[1] == 0) return full(shape, double.NaN);
        NDArray result = type == DType.float32
            ? Reduction.Along<float, float>(rows, 1, type, type, 1, (x, y) => y[0] = Middle(Ordered(x)))
            : Reduction.Along<double, double>(rows, 1, type, type, 1, (x, y) => y[0] = Middle(Ordered(x)));
        return result.View(shape);

        static T Middle<T>(T[] x) where T : IFloatingPointIeee754<T> => T.IsNaN(x[^1]) ? T.NaN
            : x.Length % 2 == 1 ? x[x.Length / 2] : (x[x.Length / 2 - 1] + x[x.Length / 2]) / T.CreateChecked(2);
    }

    /// <summary>The value below which <paramref name="q"/> percent lie, along axes (all if null); several values of q come first in the result's shape.</summary>
    /// <param name="a">The numbers.</param>
    /// <param name="q">Percent, 0 to 100.</param>
    /// <param name="axis">The axes to fold.</param>
    /// <param name="method">Between two elements: <c>linear</c>, <c>lower</c>, <c>higher</c>, <c>midpoint</c> or <c>nearest</c>.</param>
    /// <param name="keepdims">Whether folded axes stay, with length 1.</param>
    /// <exception cref="ValueError">q is out of range, or there is no such method.</exception>
    public NDArray percentile(NDArray a, ArrayLike q, Axes? axis = null, string method = "linear", bool keepdims = false) =>
        Quantile(a, q.Array / 100, axis, method, keepdims, "Percentiles must be in the range [0, 100]");
    /// <summary>The value below which the share <paramref name="q"/> (0 to 1) lies; else as <c>percentile</c>.</summary>
    /// <exception cref="ValueError">q is out of range, or there is no such method.</exception>
    public NDArray quantile(NDArray a, ArrayLike q, Axes? axis = null, string method = "linear", bool keepdims = false) => Quantile(a, q.Array, axis, method, keepdims, "Quantiles must be in the range [0, 1]");

    private NDArray Quantile(NDArray a, NDArray q, Axes? axis, string method, bool keepdims, string rangeError)
    {
        if (!all((q >= 0) & (q <= 1))) throw new ValueError(rangeError);
        if (method is not ("linear" or "lower" or "higher" or "midpoint" or "nearest"))
            throw new ValueError($"'{method}' is not a valid method. Use one of: linear, lower, higher, midpoint, nearest");
        bool isPick = method is "lower" or "higher" or "nearest";
        var (rows, shape) = Rows(a, axis, keepdims);
        if (rows.shape[1] == 0) return full(q.shape.Concat(shape), double.NaN);
        double[] shares = q.ToArray<double>();
        // A plain number q leaves float32 what it is; an array of them makes float64, differences still being taken in float32.
        NDArray found = a.dtype != DType.float32 ? Reduction.Along<double, double>(rows, 1, DType.float64, DType.float64, shares.Length, (x, y) => Pick<double, double>(Ordered(x), y))
            : q.IsWeak || isPick ? Reduction.Along<float, float>(rows, 1, DType.float32, DType.float32, shares.Length, (x, y) => Pick<float, float>(Ordered(x), y))
            : Reduction.Along<float, double>(rows, 1, DType.float32, DType.float64, shares.Length, (x, y) => Pick<float, double>(Ordered(x), y));
        NDArray result = transpose(found).View(q.shape.Concat(shape));
        return isPick ? result.As(a.dtype) : result;

        void Pick<T, TResult>(T[] x, Span<TResult> y) where T : IFloatingPointIeee754<T> where TResult : IFloatingPointIeee754<TResult>
        {
            for (int i = 0; i < shares.Length; i++)
            {
                double at = (x.Length - 1) * shares[i];
                int k = (int)at, next = Math.Min(k + 1, x.Length - 1);
                double t = method switch { "lower" => 0, "higher" => at > k ? 1 : 0, "nearest" => Math.Round(at) - k, "midpoint" => at > k ? 0.5 : 0, _ => at - k };
                TResult low = TResult.CreateChecked(x[k]), high = TResult.CreateChecked(x[next]), step = TResult.CreateChecked(x[next] - x[k]);
                y[i] = T.IsNaN(x[^1]) ? TResult.NaN : t >= 0.5 ? high - step * TResult.CreateChecked(1 - t) : low + step * TResult.CreateChecked(t);
            }
        }
    }

    private static T[] Ordered<T>(ReadOnlySpan<T> values) where T : IFloatingPointIeee754<T>
    {
        T[] sorted = values.ToArray();
        Sorting.Sort<T>(sorted);
        return sorted;
    }

    /// <summary>Where the largest stands along an axis (in row-major order if null), the first of equals; int64.</summary>
    /// <exception cref="ValueError">There is nothing to look through.</exception>
    public NDArray argmax(NDArray a, int? axis = null, bool keepdims = false) => Arg(a, axis, keepdims, max: true);
    /// <summary>Where the smallest stands along an axis (in row-major order if null), the first of equals; int64.</summary>
    /// <exception cref="ValueError">There is nothing to look through.</exception>
    public NDArray argmin(NDArray a, int? axis = null, bool keepdims = false) => Arg(a, axis, keepdims, max: false);

    private static NDArray Arg(NDArray a, int? axis, bool keepdims, bool max)
    {
        if (axis is null)
        {
            NDArray one = Arg(a.View(a.size), 0, false, max);
            return keepdims ? one.View(new Shape([.. Enumerable.Repeat(1, a.ndim)])) : one;
        }
        int along = Axes.One(axis.Value, a.ndim);
        if (a.shape[along] == 0) throw new ValueError($"attempt to get {(max ? "argmax" : "argmin")} of an empty sequence");
        NDArray result = a.dtype.Code switch
        {
            DTypeCode.Float32 => Find<float>(),
            DTypeCode.Float64 => Find<double>(),
            DTypeCode.Int8 => Find<sbyte>(),
            DTypeCode.Int16 => Find<short>(),
            DTypeCode.Int32 => Find<int>(),
            DTypeCode.Int64 => Find<long>(),
            DTypeCode.UInt32 => Find<uint>(),
            _ => Find<byte>(),
        };
        return keepdims ? result : result.View(Reduction.ShapeOf(a.shape, Axes.Mark(along, a.ndim), false));

        NDArray Find<T>() where T : unmanaged, INumber<T> => Reduction.Along<T, long>(a, along, a.dtype, DType.int64, 1, max ? Largest : Smallest);
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
        static void Largest<T>(ReadOnlySpan<T> x, Span<long> y) where T : INumber<T>
        {
            int best = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (T.IsNaN(x[i])) { best = i; break; }
                if (x[i] > x[best]) best = i;
            }
            y[0] = best;
        }
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static void Smallest<T>(ReadOnlySpan<T> x, Span<long> y) where T : INumber<T>
        {
            int best = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (T.IsNaN(x[i])) { best = i; break; }
                if (x[i] < x[best]) best = i;
            }
            y[0] = best;
        }
    }

    /// <summary>Running sums along an axis (in row-major order if null).</summary>
    public NDArray cumsum(NDArray a, int? axis = null, DType? dtype = null) => Running(a, axis, dtype ?? SumType(a.dtype), product: false);
    /// <summary>Running products along an axis (in row-major order if null).</summary>
    public NDArray cumprod(NDArray a, int? axis = null, DType? dtype = null) => Running(a, axis, dtype ?? SumType(a.dtype), product: true);

    private static NDArray Running(NDArray a, int? axis, DType dtype, bool product)
    {
        if (axis is null) (a, axis) = (a.View(a.size), 0);
        int along = Axes.One(axis.Value, a.ndim), n = a.shape[along];
        return dtype.Code switch
        {
            DTypeCode.Float32 => Reduction.Along<float, float>(a, along, dtype, dtype, n, Loop),
            DTypeCode.Float64 => Reduction.Along<double, double>(a, along, dtype, dtype, n, Loop),
            DTypeCode.Int64 => Reduction.Along<long, long>(a, along, dtype, dtype, n, Loop),
            _ => Reduction.Along<long, long>(a, along, DType.int64, DType.int64, n, Loop).As(dtype),
        };

        void Loop<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
        {
            T total = product ? T.One : T.Zero;
            for (int i = 0; i < x.Length; i++) y[i] = total = product ? total * x[i] : total + x[i];
        }
    }

    /// <summary>Differences of neighbours along an axis, taken <paramref name="n"/> times.</summary>
    /// <exception cref="ValueError"><paramref name="n"/> is negative, or the array has no axis.</exception>
    public NDArray diff(NDArray a, int n = 1, int axis = -1)
    {
        if (n < 0) throw new ValueError($"order must be non-negative but got {n}");
        if (a.ndim == 0) throw new ValueError("diff requires input that is at least one dimensional");
        for (; n > 0; n--)
        {
            NDArray later = Part(a, axis, 1.., true), earlier = Part(a, axis, ..^1, true);
            a = a.dtype == DType.@bool ? later ^ earlier : NDArray.Subtract(later, earlier);
        }
        return a;
    }

    /// <summary>A range of one axis, all of the others.</summary>
    private static NDArray Part(NDArray a, int axis, Slice range, bool isView = false)
    {
        Slice[] slices = new Slice[Axes.One(axis, a.ndim) + 1];
        slices[^1] = range;
        NDArray part = a[slices];
        return isView ? part : part.copy();
    }

    /// <summary>How often each of 0, 1, 2, … occurs, at least <paramref name="minlength"/> of them; with weights, the sum of those.</summary>
    /// <exception cref="ValueError">A number is negative, or they are no integers in one axis.</exception>
    public NDArray bincount(NDArray x, NDArray? weights = null, int minlength = 0)
    {
        if (x.ndim != 1) throw new ValueError("object too deep for desired array: bincount takes one axis.");
        if (x.dtype.IsFloating) throw new ValueError($"Cannot cast array data from dtype('{x.dtype}') to dtype('int64') according to the rule 'safe'");
        if (minlength < 0) throw new ValueError("'minlength' must not be negative");
        ReadOnlySpan<long> places = x.As(DType.int64).AsSpan<long>();
        long length = minlength;
        foreach (long p in places)
        {
            if (p < 0) throw new ValueError("'list' argument must have no negative elements");
            length = Math.Max(length, p + 1);
        }
        if (weights is null)
        {
            NDArray counts = NDArray.Zeros(Length(length), DType.int64);
            Span<long> n = counts.AsSpan<long>();
            foreach (long p in places) n[(int)p]++;
            return counts;
        }
        if (weights.shape != x.shape) throw new ValueError("The weights and list don't have the same length.");
        NDArray sums = NDArray.Zeros(Length(length), DType.float64);
        Span<double> s = sums.AsSpan<double>();
        ReadOnlySpan<double> w = weights.As(DType.float64).AsSpan<double>();
        for (int i = 0; i < w.Length; i++) s[(int)places[i]] += w[i];
        return sums;
    }

    /// <summary>How many numbers fall into each of <paramref name="bins"/> bins of one width between the smallest and the largest (or <paramref name="range"/>), and the edges.</summary>
    /// <exception cref="ValueError">There are no bins, or the range is no range.</exception>
    public (NDArray hist, NDArray bin_edges) histogram(NDArray a, int bins = 10, (double, double)? range = null, NDArray? weights = null, bool density = false)
    {
        if (bins < 1) throw new ValueError("`bins` must be positive, when an integer");
        var (first, last) = range ?? (a.size == 0 ? (0, 1) : (min(a).item<double>(), max(a).item<double>()));
        if (first > last) throw new ValueError("max must be larger than min in range parameter.");
        if (!double.IsFinite(first) || !double.IsFinite(last)) throw new ValueError($"supplied range of [{first}, {last}] is not finite");
        if (first == last) (first, last) = (first - 0.5, last + 0.5);
        return Histogram(a, a.dtype == DType.float32 ? Evenly((float)first, (float)last, bins + 1, true) : Evenly(first, last, bins + 1, true), weights, density);
    }
    /// <summary>How many numbers fall between neighbouring edges; the last bin includes its upper edge.</summary>
    /// <exception cref="ValueError">The edges do not rise.</exception>
    public (NDArray hist, NDArray bin_edges) histogram(NDArray a, ArrayLike bins, NDArray? weights = null, bool density = false) => Histogram(a, bins.Array, weights, density);

    private (NDArray, NDArray) Histogram(NDArray a, NDArray edges, NDArray? weights, bool density)
    {
        double[] bounds = edges.astype(DType.float64).AsSpan<double>().ToArray();
        for (int i = 1; i < bounds.Length; i++) if (bounds[i - 1] > bounds[i]) throw new ValueError("`bins` must increase monotonically, when an array");
        if (weights is not null && weights.shape != a.shape) throw new ValueError("weights should have the same shape as a.");
        double[] sums = new double[bounds.Length - 1];
        ReadOnlySpan<double> x = a.As(DType.float64).AsSpan<double>(), w = weights is null ? default : weights.As(DType.float64).AsSpan<double>();
        for (int i = 0; i < x.Length; i++)
        {
            if (!(x[i] >= bounds[0] && x[i] <= bounds[^1])) continue;
            int bin = x[i] == bounds[^1] ? sums.Length - 1 : Sorting.Rank<double>(bounds, x[i], right: true) - 1;
            sums[Math.Min(bin, sums.Length - 1)] += weights is null ? 1 : w[i];
        }
        NDArray hist = NDArray.FromArray(sums, sums.Length);
        if (density) return (hist / diff(edges).As(DType.float64) / sum(hist), edges);
        return (weights is { dtype.IsFloating: true } ? hist : hist.astype(DType.int64), edges);
    }
}
