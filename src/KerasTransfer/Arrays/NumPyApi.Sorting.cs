using System.Numerics;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    private interface ISorted { NDArray Run<T>(NDArray a) where T : unmanaged, INumber<T>; }

    private static NDArray Dispatch<TAction>(NDArray a, TAction action) where TAction : ISorted => a.dtype.Code switch
    {
        DTypeCode.Float32 => action.Run<float>(a),
        DTypeCode.Float64 => action.Run<double>(a),
        DTypeCode.Int8 => action.Run<sbyte>(a),
        DTypeCode.Int16 => action.Run<short>(a),
        DTypeCode.Int32 => action.Run<int>(a),
        DTypeCode.Int64 => action.Run<long>(a),
        DTypeCode.UInt32 => action.Run<uint>(a),
        _ => action.Run<byte>(a),
    };

    private readonly struct SortedValues(int axis) : ISorted
    {
        public NDArray Run<T>(NDArray a) where T : unmanaged, INumber<T> => Reduction.Along<T, T>(a, axis, a.dtype, a.dtype, a.shape[axis], (x, y) => { x.CopyTo(y); Sorting.Sort(y); });
    }

    private readonly struct SortedPlaces(int axis) : ISorted
    {
        public NDArray Run<T>(NDArray a) where T : unmanaged, INumber<T> => Reduction.Along<T, long>(a, axis, a.dtype, DType.int64, a.shape[axis], Sorting.Places);
    }

    private readonly struct Ranks(NDArray v, bool right) : ISorted
    {
        public NDArray Run<T>(NDArray a) where T : unmanaged, INumber<T>
        {
            NDArray result = NDArray.Uninitialized(v.shape, DType.int64);
            ReadOnlySpan<T> sorted = a.Raw<T>(), values = v.As(a.dtype).Raw<T>();
            Span<long> ranks = result.AsSpan<long>();
            for (int i = 0; i < ranks.Length; i++) ranks[i] = Sorting.Rank(sorted, values[i], right);
            return result;
        }
    }

    /// <summary>A sorted copy along an axis (in row-major order if null); not-a-number comes last.</summary>
    public NDArray sort(NDArray a, int? axis = -1) => axis is int one ? Dispatch(a, new SortedValues(Axes.One(one, a.ndim))) : sort(a.View(a.size), 0);
    /// <summary>The places along an axis (in row-major order if null) in rising order of the values; int64.</summary>
    /// <remarks>Equals keep their order, as with NumPy's <c>kind="stable"</c>; its default leaves their order open.</remarks>
    public NDArray argsort(NDArray a, int? axis = -1) => axis is int one ? Dispatch(a, new SortedPlaces(Axes.One(one, a.ndim))) : argsort(a.View(a.size), 0);
    /// <summary>Where values would go into a sorted array to keep it sorted: before equals, or after them with <c>side: "right"</c>.</summary>
    /// <exception cref="ValueError">There is no such side, or the array has more than one axis.</exception>
    public NDArray searchsorted(NDArray a, ArrayLike v, string side = "left")
    {
        if (side is not ("left" or "right")) throw new ValueError($"search side must be one of 'left' or 'right' (got '{side}')");
        if (a.ndim != 1) throw new ValueError("object too deep for desired array: searchsorted looks through one axis.");
        DType type = Promotion.Of(a, v.Array);
        return Dispatch(a.As(type), new Ranks(v.Array, side == "right"));
    }
    /// <summary>Which bin each value falls into: the number of edges at or below it (with <paramref name="right"/>, below it).</summary>
    public NDArray digitize(NDArray x, ArrayLike bins, bool right = false) => searchsorted(bins.Array, x, right ? "left" : "right");

    /// <summary>The different elements in rising order, as one axis.</summary>
    public NDArray unique(NDArray ar) => Unique(ar).values;
    /// <summary>The different elements in rising order, and how often each occurs: <c>np.unique(y, return_counts: true)</c>.</summary>
    public (NDArray values, NDArray counts) unique(NDArray ar, ReturnCounts return_counts) => Unique(ar) is var u ? (u.values, u.counts) : default;
    /// <summary>The different elements in rising order, and where each occurs first.</summary>
    public (NDArray values, NDArray index) unique(NDArray ar, ReturnIndex return_index) => Unique(ar) is var u ? (u.values, u.index) : default;
    /// <summary>The different elements in rising order, and for each element of the array the place of its value among them.</summary>
    public (NDArray values, NDArray inverse) unique(NDArray ar, ReturnInverse return_inverse) => Unique(ar) is var u ? (u.values, u.inverse) : default;
    /// <summary>The different elements, where each occurs first, and the places of all elements among them.</summary>
    public (NDArray values, NDArray index, NDArray inverse) unique(NDArray ar, ReturnIndex return_index, ReturnInverse return_inverse) => Unique(ar) is var u ? (u.values, u.index, u.inverse) : default;
    /// <summary>The different elements, where each occurs first, and how often.</summary>
    public (NDArray values, NDArray index, NDArray counts) unique(NDArray ar, ReturnIndex return_index, ReturnCounts return_counts) => Unique(ar) is var u ? (u.values, u.index, u.counts) : default;
    /// <summary>The different elements, the places of all elements among them, and how often each occurs.</summary>
    public (NDArray values, NDArray inverse, NDArray counts) unique(NDArray ar, ReturnInverse return_inverse, ReturnCounts return_counts) => Unique(ar) is var u ? (u.values, u.inverse, u.counts) : default;
    /// <summary>The different elements, where each occurs first, the places of all elements among them, and how often each occurs.</summary>
    public (NDArray values, NDArray index, NDArray inverse, NDArray counts) unique(NDArray ar, ReturnIndex return_index, ReturnInverse return_inverse, ReturnCounts return_counts) => Unique(ar);

    private (NDArray values, NDArray index, NDArray inverse, NDArray counts) Unique(NDArray ar)
    {
        NDArray flat = ar.View(ar.size), order = argsort(flat), sorted = flat[order];
        ReadOnlySpan<long> places = order.AsSpan<long>();
        bool[] isNew = new bool[flat.size];
        if (flat.size > 1)
        {
            NDArray same = sorted[1..] == sorted[..^1];
            if (flat.dtype.IsFloating) same |= isnan(sorted[1..]) & isnan(sorted[..^1]);   // all not-a-numbers are one
            ReadOnlySpan<bool> equal = same.AsSpan<bool>();
            for (int i = 1; i < isNew.Length; i++) isNew[i] = !equal[i - 1];
        }
        if (isNew.Length > 0) isNew[0] = true;
        long[] inverse = new long[flat.size], index = new long[isNew.AsSpan().Count(true)], counts = new long[index.Length];
        for (int i = 0, k = -1; i < isNew.Length; i++)
        {
            if (isNew[i]) index[++k] = places[i];
            inverse[places[i]] = k;
            counts[k]++;
        }
        return (sorted[(NDArray)isNew], NDArray.FromArray(index, index.Length), NDArray.FromArray(inverse, ar.shape), NDArray.FromArray(counts, counts.Length));
    }

    /// <summary>Which elements occur among others.</summary>
    public NDArray isin(NDArray element, ArrayLike test_elements, bool invert = false)
    {
        NDArray tests = test_elements.Array;
        DType type = Promotion.Of(element.dtype, tests.dtype);
        NDArray sorted = sort(tests.As(type), null), places = searchsorted(sorted, element.As(type));
        NDArray found = sorted.size == 0 ? zeros(element.shape, DType.@bool) : take(sorted, minimum(places, sorted.size - 1)) == element.As(type);
        return invert ? !found : found;
    }
    /// <summary>Which elements occur among others, as one axis.</summary>
    public NDArray in1d(NDArray ar1, ArrayLike ar2, bool invert = false) => isin(ar1.View(ar1.size), ar2, invert);
    /// <summary>The different elements of either array, in rising order.</summary>
    public NDArray union1d(NDArray ar1, ArrayLike ar2) => unique(concatenate([ar1, ar2.Array], axis: null));
    /// <summary>The different elements of both arrays, in rising order.</summary>
    public NDArray intersect1d(NDArray ar1, ArrayLike ar2) => unique(ar1) is var u ? u[isin(u, ar2)] : u;
    /// <summary>The different elements of the first array that are not in the second, in rising order.</summary>
    public NDArray setdiff1d(NDArray ar1, ArrayLike ar2) => unique(ar1) is var u ? u[isin(u, ar2, invert: true)] : u;
}

/// <summary>Asks <c>np.unique</c> for counts too: <c>return_counts: true</c>.</summary>
public readonly struct ReturnCounts
{
    /// <summary>Only true makes sense; without counts, leave the argument out.</summary>
    /// <exception cref="ValueError">It is false.</exception>
    public static implicit operator ReturnCounts(bool value) => value ? default : throw new ValueError("return_counts: false is np.unique without the argument; leave it out.");
}

/// <summary>Asks <c>np.unique</c> for the places of first occurrence too: <c>return_index: true</c>.</summary>
public readonly struct ReturnIndex
{
    /// <summary>Only true makes sense; without indices, leave the argument out.</summary>
    /// <exception cref="ValueError">It is false.</exception>
    public static implicit operator ReturnIndex(bool value) => value ? default : throw new ValueError("return_index: false is np.unique without the argument; leave it out.");
}

/// <summary>Asks <c>np.unique</c> for the place of every element among the values too: <c>return_inverse: true</c>.</summary>
public readonly struct ReturnInverse
{
    /// <summary>Only true makes sense; without the inverse, leave the argument out.</summary>
    /// <exception cref="ValueError">It is false.</exception>
    public static implicit operator ReturnInverse(bool value) => value ? default : throw new ValueError("return_inverse: false is np.unique without the argument; leave it out.");
}
