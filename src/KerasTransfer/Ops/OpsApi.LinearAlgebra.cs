using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>NumPy's dot: the sum of products over the last axis of one and the last but one of the other, all other axes kept.</summary>
    public Tensor dot(Tensor x1, Tensor x2) => x1.ndim == 0 || x2.ndim == 0 ? x1 * x2 : x2.ndim <= 2 ? matmul(x1, x2) : tensordot(x1, x2, [-1], [-2]);

    /// <summary>The sum of products of all elements.</summary>
    public Tensor vdot(Tensor x1, Tensor x2) => sum(ravel(x1) * ravel(x2));

    /// <summary>The sum of products over the last axes.</summary>
    public Tensor inner(Tensor x1, Tensor x2) => x1.ndim == 0 || x2.ndim == 0 ? x1 * x2 : tensordot(x1, x2, [-1], [-1]);

    /// <summary>The products of each element of one with each of the other: a matrix.</summary>
    public Tensor outer(Tensor x1, Tensor x2) => expand_dims(ravel(x1), 1) * expand_dims(ravel(x2), 0);

    /// <summary>The sum of products over the last <paramref name="axes"/> axes of one and the first of the other.</summary>
    public Tensor tensordot(Tensor x1, Tensor x2, int axes = 2) => tensordot(x1, x2, [.. Enumerable.Range(x1.ndim - axes, axes)], [.. Enumerable.Range(0, axes)]);

    /// <summary>The sum of products over pairs of axes: the first of <paramref name="axes1"/> with the first of <paramref name="axes2"/>, and so on.</summary>
    /// <exception cref="ValueError">The axes are not as many, or their lengths differ.</exception>
    public Tensor tensordot(Tensor x1, Tensor x2, int[] axes1, int[] axes2)
    {
        (axes1, axes2) = ([.. axes1.Select(x1.shape.Axis)], [.. axes2.Select(x2.shape.Axis)]);
        if (axes1.Length != axes2.Length || axes1.Where((a, i) => x1.shape[a] != x2.shape[axes2[i]]).Any())
            throw new ValueError($"tensordot: the axes ({string.Join(", ", axes1)}) of shape {x1.shape} do not fit the axes ({string.Join(", ", axes2)}) of shape {x2.shape}.");
        int[] free1 = [.. Enumerable.Range(0, x1.ndim).Except(axes1)], free2 = [.. Enumerable.Range(0, x2.ndim).Except(axes2)];
        int rows = free1.Aggregate(1, (n, a) => n * x1.shape[a]), columns = free2.Aggregate(1, (n, a) => n * x2.shape[a]), depth = axes1.Aggregate(1, (n, a) => n * x1.shape[a]);
        Tensor product = matmul(transpose(x1, [.. free1, .. axes1]).Reshape((rows, depth)), transpose(x2, [.. axes2, .. free2]).Reshape((depth, columns)));
        return product.Reshape(new Shape([.. free1.Select(a => x1.shape[a]), .. free2.Select(a => x2.shape[a])]));
    }

    /// <summary>
    /// Sums of products by Einstein's convention: <c>einsum("ij,jk-&gt;ik", a, b)</c> is a matrix product. Letters that the result lacks are summed over;
    /// <c>...</c> stands for axes that broadcast; without <c>-&gt;</c> the result has the letters that occur once, in alphabetical order.
    /// </summary>
    /// <exception cref="ValueError">The subscripts are not well formed or do not fit the operands.</exception>
    public Tensor einsum(string subscripts, params Tensor[] operands) => Einsum.Of(subscripts, operands);

    /// <summary>A norm over one axis (of vectors), two (of matrices) or all.</summary>
    /// <param name="x">The tensor; integers count as float32.</param>
    /// <param name="ord">null or 2: the root of the sum of squares; 1, ∞, −∞, 0 (how many are not zero) or any p; of matrices 1, −1, ∞, −∞.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="keepdims">Whether the axes stay with length 1.</param>
    public Tensor norm(Tensor x, double? ord = null, Axes? axis = null, bool keepdims = false)
    {
        x = FloatOf(x);
        int[] axes = axis is null ? [.. Enumerable.Range(0, x.ndim)] : axis.Of(x.ndim);
        if (ord is null && (axes.Length <= 2 || axis is null)) return sqrt(sum(square(x), new Axes(axes), keepdims));
        if (axes.Length == 1)
            return ord switch
            {
                2 => sqrt(sum(square(x), axes[0], keepdims)),
                double.PositiveInfinity => max(abs(x), axes[0], keepdims),
                double.NegativeInfinity => min(abs(x), axes[0], keepdims),
                0 => sum(not_equal(x, 0).Cast(x.dtype), axes[0], keepdims),
                1 => sum(abs(x), axes[0], keepdims),
                { } p => power(sum(power(abs(x), p), axes[0], keepdims), 1 / p),
                null => throw new InvalidOperationException("Handled above."),
            };
        if (axes.Length != 2) throw new ValueError($"Invalid axis values. Received: axis=({string.Join(", ", axes)})");
        (int summed, bool largest) = ord switch
        {
            1 => (axes[0], true), -1 => (axes[0], false),
            double.PositiveInfinity => (axes[1], true), double.NegativeInfinity => (axes[1], false),
            2 or -2 => throw new NotSupportedException("norm: the norms 2 and -2 of matrices need singular values, which are not supported. Use the Frobenius norm (ord: null)."),
            _ => throw new ValueError($"Invalid `ord` argument for matrix norm. Received: ord={ord}"),
        };
        Tensor sums = sum(abs(x), summed, keepdims: true);
        int other = summed == axes[0] ? axes[1] : axes[0];
        Tensor found = largest ? max(sums, other, keepdims: true) : min(sums, other, keepdims: true);
        return keepdims ? found : squeeze(found, new Axes(axes));
    }
}
