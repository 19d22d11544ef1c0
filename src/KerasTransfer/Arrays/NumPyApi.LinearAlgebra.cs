using System.Numerics;
using System.Numerics.Tensors;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>The matrix product; further axes before the last two are batches and broadcast, a vector is a row on the left and a column on the right.</summary>
    /// <exception cref="ValueError">The inner lengths differ, or one is a plain number.</exception>
    public NDArray matmul(NDArray x1, NDArray x2)
    {
        if (x1.ndim == 0 || x2.ndim == 0) throw new ValueError($"matmul: Input operand {(x1.ndim == 0 ? 0 : 1)} does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)");
        NDArray a = x1.ndim == 1 ? x1.View((1, x1.size)) : x1, b = x2.ndim == 1 ? x2.View((x2.size, 1)) : x2;
        int rows = a.shape[^2], inner = a.shape[^1], columns = b.shape[^1];
        if (b.shape[^2] != inner)
            throw new ValueError($"matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size {b.shape[^2]} is different from {inner})");
        DType type = Promotion.Of(a.dtype, b.dtype);
        Shape batch = Broadcasting.Together([a.shape[..^2], b.shape[..^2]]);
        if (b.ndim == 2) (batch, rows) = (Shape.Scalar, checked((int)(rows * a.shape[..^2].Size)));   // one big product
        else (a, b) = (Broadcasting.To(a, batch.Concat((rows, inner))), Broadcasting.To(b, batch.Concat((inner, columns))));
        NDArray result = Product(a.As(type), b.As(type), checked((int)batch.Size), rows, inner, columns);
        List<int> dims = [.. Broadcasting.Together([a.shape[..^2], b.shape[..^2]]).Dims];
        if (x1.ndim > 1) dims.Add(a.shape[^2]);
        if (x2.ndim > 1) dims.Add(columns);
        return result.View(new Shape([.. dims]));
    }

    private static NDArray Product(NDArray a, NDArray b, int batch, int rows, int inner, int columns)
    {
        NDArray c = NDArray.Zeros(checked(batch * rows * columns), a.dtype);
        switch (a.dtype.Code)
        {
            case DTypeCode.Float32: Run(a.Raw<float>(), b.Raw<float>(), c.Raw<float>()); break;
            case DTypeCode.Float64: Run(a.Raw<double>(), b.Raw<double>(), c.Raw<double>()); break;
            case DTypeCode.Int8: Run(a.Raw<sbyte>(), b.Raw<sbyte>(), c.Raw<sbyte>()); break;
            case DTypeCode.Int16: Run(a.Raw<short>(), b.Raw<short>(), c.Raw<short>()); break;
            case DTypeCode.Int32: Run(a.Raw<int>(), b.Raw<int>(), c.Raw<int>()); break;
            case DTypeCode.Int64: Run(a.Raw<long>(), b.Raw<long>(), c.Raw<long>()); break;
            case DTypeCode.UInt8: Run(a.Raw<byte>(), b.Raw<byte>(), c.Raw<byte>()); break;
            case DTypeCode.UInt32: Run(a.Raw<uint>(), b.Raw<uint>(), c.Raw<uint>()); break;
            default: return Product(a.astype(DType.int64), b.astype(DType.int64), batch, rows, inner, columns).astype(DType.@bool);
        }
        return c;

        void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (int i = 0; i < batch; i++)
                MatrixProduct.Multiply(x.Slice(i * rows * inner, rows * inner), y.Slice(i * inner * columns, inner * columns), z.Slice(i * rows * columns, rows * columns), rows, inner, columns);
        }
    }

    /// <summary>The dot product: of vectors a number, of matrices the matrix product; else over the last axis of the one and the last but one of the other.</summary>
    /// <exception cref="ValueError">The lengths differ.</exception>
    public NDArray dot(NDArray a, NDArray b)
    {
        if (a.ndim == 0 || b.ndim == 0) return multiply(a, b);
        int inner = a.shape[^1], axis = Math.Max(0, b.ndim - 2);
        if (b.shape[axis] != inner)
            throw new ValueError($"shapes {Compact(a.shape)} and {Compact(b.shape)} not aligned: {inner} (dim {a.ndim - 1}) != {b.shape[axis]} (dim {axis})");
        if (b.ndim <= 2) return matmul(a, b);
        NDArray right = moveaxis(b, axis, 0);
        Shape shape = a.shape[..^1].Concat(right.shape[1..]);
        return matmul(a, right.View((inner, inner == 0 ? 0 : right.size / inner))).View(shape);

        static string Compact(Shape s) => s.ToString().Replace(", ", ",");
    }
    /// <summary>The dot product of two arrays, each taken as one axis.</summary>
    public NDArray vdot(NDArray a, NDArray b) => dot(ravel(a), ravel(b));
    /// <summary>Products of last axes: every row of the one with every row of the other.</summary>
    public NDArray inner(NDArray a, NDArray b) => a.ndim == 0 || b.ndim == 0 ? multiply(a, b)
        : b.ndim == 1 ? dot(a, b) : matmul(a, transpose(b.reshape((-1, b.shape[^1])))).View(a.shape[..^1].Concat(b.shape[..^1]));
    /// <summary>Every element of the one with every element of the other: a matrix.</summary>
    public NDArray outer(NDArray a, NDArray b) => multiply(a.View((a.size, 1)), b.View((1, b.size)));
    /// <summary>The sum along a diagonal of a matrix.</summary>
    public NDArray trace(NDArray a, int offset = 0) => sum(diag(a, offset));
}

/// <summary>NumPy's <c>np.linalg</c>: norms.</summary>
public sealed class NumPyLinearAlgebra
{
    internal NumPyLinearAlgebra() { }

    /// <summary>The norm of a vector or matrix, over all elements or along one axis (vectors) or two (matrices).</summary>
    /// <param name="x">The array; integers count as float64.</param>
    /// <param name="ord">For vectors 2 (default), 1, 0, inf, −inf or any p; for matrices 1, −1, inf, −inf (column and row sums) or null for Frobenius.</param>
    /// <param name="axis">The axis or axes; all if null.</param>
    /// <param name="keepdims">Whether folded axes stay, with length 1.</param>
    /// <exception cref="ValueError">The axes do not make a vector or matrix, or there is no such norm.</exception>
    public NDArray norm(NDArray x, double? ord = null, Axes? axis = null, bool keepdims = false)
    {
        NumPyApi np = KerasApi.np;
        NDArray a = x.As(Promotion.Floating(x.dtype));
        if (axis is null && ord is null) return np.sqrt(np.sum(np.square(a), keepdims: keepdims));
        int[] axes = axis?.Of(a.ndim) ?? [.. Enumerable.Range(0, a.ndim)];
        if (axes.Length == 1)
        {
            return ord switch
            {
                null or 2 => np.sqrt(np.sum(np.square(a), axes, keepdims: keepdims)),
                1 => np.sum(np.abs(a), axes, keepdims: keepdims),
                0 => np.sum(a != 0, axes, a.dtype, keepdims),
                double.PositiveInfinity => np.max(np.abs(a), axes, keepdims),
                double.NegativeInfinity => np.min(np.abs(a), axes, keepdims),
                double p => np.power(np.sum(np.power(np.abs(a), p), axes, keepdims: keepdims), 1 / p),
            };
        }
        if (axes.Length != 2) throw new ValueError("Improper number of dimensions to norm.");
        NDArray sums(int across) => np.sum(np.abs(a), axes[across], keepdims: true);
        NDArray result = ord switch
        {
            null => np.sqrt(np.sum(np.square(a), axes, keepdims: true)),
            1 => np.max(sums(0), axes[1], keepdims: true),
            -1 => np.min(sums(0), axes[1], keepdims: true),
            double.PositiveInfinity => np.max(sums(1), axes[0], keepdims: true),
            double.NegativeInfinity => np.min(sums(1), axes[0], keepdims: true),
            2 or -2 => throw new NotSupportedException("The matrix norms of order 2 and -2 take singular values, which are not computed here. The Frobenius norm is ord: null; for a vector give its axis."),
            _ => throw new ValueError("Invalid norm order for matrices."),
        };
        return keepdims ? result : np.squeeze(result, axes);
    }
}
