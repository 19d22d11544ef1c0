using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>The k largest along the last axis, largest first (of equal ones the first first), and their places (int32).</summary>
    /// <exception cref="ValueError">The axis is shorter than k.</exception>
    public (Tensor values, Tensor indices) top_k(Tensor x, int k)
    {
        Tensor places = new TopK(k).On(x);
        int columns = x.shape[^1];
        long rows = columns == 0 ? 0 : x.shape.Size / columns;
        Tensor flat = places + (arange((int)rows, DType.int64) * columns).Reshape(x.shape[..^1].Concat(1));      // places in the flattened tensor
        return (take(x, flat), places.Cast(DType.int32));
    }

    /// <summary>Whether each row's class is among the k highest scores of the row; those equal to the k-th count as in.</summary>
    /// <param name="targets">Class numbers of shape (rows).</param>
    /// <param name="predictions">Scores of shape (rows, classes).</param>
    /// <param name="k">How many.</param>
    /// <returns>Bools of shape (rows).</returns>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor in_top_k(Tensor targets, Tensor predictions, int k) => new InTopK(k).On(targets.Cast(DType.int64), predictions.Cast(DType.float32));

    /// <summary>The sums of the elements so far along an axis; without an axis, of the flattened tensor.</summary>
    public Tensor cumsum(Tensor x, int? axis = null)
    {
        if (x.dtype == DType.@bool) x = x.Cast(DType.int32);
        return axis is { } a ? new CumulativeSum(x.shape.Axis(a), Reverse: false).On(x) : new CumulativeSum(0, Reverse: false).On(x.Reshape(-1));
    }
}
