using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>The k largest along the last axis, largest first (of equal ones the first first), and their places (int32).</summary>
    /// <exception cref="ValueError">The axis is shorter than k.</exception>
    public (Tensor values, Tensor indices) top_k(Tensor x, int k, bool sorted = true)
    {
        _ = sorted;                                                             // sorted either way
        Tensor places = new TopK(k).On(x);
        return (take_along_axis(x, places, -1), places.Cast(DType.int32));
    }

    /// <summary>Whether each row's class is among the k highest scores of the row; those equal to the k-th count as in.</summary>
    /// <param name="targets">Class numbers of shape (rows).</param>
    /// <param name="predictions">Scores of shape (rows, classes).</param>
    /// <param name="k">How many.</param>
    /// <returns>Bools of shape (rows).</returns>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor in_top_k(Tensor targets, Tensor predictions, int k) => new InTopK(k).On(targets.Cast(DType.int64), predictions.Cast(DType.float32));

    /// <summary>The sums of the elements so far along an axis; without an axis, of the flattened tensor.</summary>
    public Tensor cumsum(Tensor x, int? axis = null, DType? dtype = null) => Cumulate(x, axis, dtype, product: false);

    /// <summary>The products of the elements so far along an axis; without an axis, of the flattened tensor.</summary>
    public Tensor cumprod(Tensor x, int? axis = null, DType? dtype = null) => Cumulate(x, axis, dtype, product: true);

    private static Tensor Cumulate(Tensor x, int? axis, DType? dtype, bool product)
    {
        x = x.Cast(dtype ?? (x.dtype == DType.@bool ? DType.int32 : x.dtype));
        if (axis is null) (x, axis) = (x.Reshape((int)x.shape.Size), 0);
        int a = x.shape.Axis(axis.Value);
        return product ? new CumulativeProduct(a).On(x) : new CumulativeSum(a).On(x);
    }

    /// <summary>The elements in ascending order along an axis, NaN last; null: of the flattened tensor.</summary>
    public Tensor sort(Tensor x, int? axis = -1)
    {
        if (axis is null) (x, axis) = (x.Reshape((int)x.shape.Size), 0);
        int a = x.shape.Axis(axis.Value);
        Tensor last = a == x.ndim - 1 ? x : moveaxis(x, a, -1);
        Tensor sorted = take_along_axis(last, new ArgSort().On(last), -1);
        return a == x.ndim - 1 ? sorted : moveaxis(sorted, -1, a);
    }

    /// <summary>The places (int32) of the elements in ascending order along an axis, equal ones in their order; null: of the flattened tensor.</summary>
    public Tensor argsort(Tensor x, int? axis = -1)
    {
        if (axis is null) (x, axis) = (x.Reshape((int)x.shape.Size), 0);
        int a = x.shape.Axis(axis.Value);
        Tensor places = a == x.ndim - 1 ? new ArgSort().On(x) : moveaxis(new ArgSort().On(moveaxis(x, a, -1)), -1, a);
        return places.Cast(DType.int32);
    }

    /// <summary>Where values would keep an ascending row sorted (int32): before equal ones, or with <paramref name="side"/> <c>"right"</c> after them.</summary>
    /// <exception cref="ValueError">The sequence has not one axis, or the side is neither left nor right.</exception>
    public Tensor searchsorted(Tensor sorted_sequence, Tensor values, string side = "left")
    {
        if (side is not ("left" or "right")) throw new ValueError($"searchsorted: `side` must be \"left\" or \"right\". Received: side={side}");
        DType common = Ops.Promotion.Of(sorted_sequence, values);
        return new SearchSorted(side == "right").On(sorted_sequence.Cast(common), values.Cast(common)).Cast(DType.int32);
    }

    /// <summary>In which of the intervals between ascending bounds values lie (int32): 0 below the first, the number of bounds at or above the last.</summary>
    public Tensor digitize(Tensor x, Tensor bins) => searchsorted(bins, x, "right");

    /// <summary>The value below which a share <paramref name="q"/> of the elements lies, interpolated: of one number, or of several along a new first axis.</summary>
    /// <param name="x">The elements; integers count as float32.</param>
    /// <param name="q">Shares in [0, 1].</param>
    /// <param name="axis">The axes whose elements are taken together; null: all.</param>
    /// <param name="method">Between two elements: <c>linear</c>, <c>lower</c>, <c>higher</c>, <c>nearest</c> or <c>midpoint</c>.</param>
    /// <param name="keepdims">Whether those axes stay with length 1.</param>
    public Tensor quantile(Tensor x, double[] q, Axes? axis = null, string method = "linear", bool keepdims = false) => stack(new Tensors([.. q.Select(share => quantile(x, share, axis, method, keepdims))]), 0);

    /// <summary>The value below which a share of the elements lies; see the overload for several shares.</summary>
    public Tensor quantile(Tensor x, double q, Axes? axis = null, string method = "linear", bool keepdims = false)
    {
        if (!(q >= 0 && q <= 1)) throw new ValueError($"quantile: `q` must be in the range [0, 1]. Received: q={q}");
        x = FloatOf(x);
        int[] axes = [.. (axis ?? new Axes([.. Enumerable.Range(0, x.ndim)])).Select(x.shape.Axis).Distinct().Order()], others = [.. Enumerable.Range(0, x.ndim).Except(axes)];
        Shape kept = new([.. Enumerable.Range(0, x.ndim).Select(i => axes.Contains(i) ? 1 : x.shape[i])]);
        int n = axes.Aggregate(1, (size, a) => size * x.shape[a]);
        Shape outer = new([.. others.Select(i => x.shape[i])]);
        if (n == 0) throw new ValueError($"quantile: nothing to take it of along the axes of a tensor of shape {x.shape}.");
        Tensor rows = sort(transpose(x, [.. others, .. axes]).Reshape(outer.Concat(n)), -1);
        double at = q * (n - 1), low = Math.Floor(at), share = at - low;
        Tensor Element(double i) => squeeze(Ops.Slice.Along(rows, rows.ndim - 1, (int)Math.Clamp(i, 0, n - 1), 1), -1);
        Tensor found = method switch
        {
            "linear" => share == 0 ? Element(low) : Element(low) * (1 - share) + Element(low + 1) * share,
            "lower" => Element(low),
            "higher" => Element(Math.Ceiling(at)),
            "nearest" => Element(Math.Round(at, MidpointRounding.ToEven)),
            "midpoint" => (Element(low) + Element(Math.Ceiling(at))) * 0.5,
            _ => throw new ValueError($"quantile: `method` must be linear, lower, higher, nearest or midpoint. Received: method={method}"),
        };
        return keepdims ? found.Reshape(kept) : found;
    }

    /// <summary>The middle value: half of the elements lie below.</summary>
    public Tensor median(Tensor x, Axes? axis = null, bool keepdims = false) => quantile(x, 0.5, axis, keepdims: keepdims);

    /// <summary>The value below which q per cent of the elements lie; see <see cref="quantile(Tensor, double, Axes?, string, bool)"/>.</summary>
    public Tensor percentile(Tensor x, double q, Axes? axis = null, string method = "linear", bool keepdims = false) => quantile(x, q / 100, axis, method, keepdims);
}
