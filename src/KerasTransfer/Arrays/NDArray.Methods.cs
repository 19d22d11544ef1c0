namespace KerasTransfer;

// What NumPy's arrays do as methods; the functions of np do the work.
public sealed partial class NDArray
{
    /// <summary>The axes reversed, copied; of a matrix, its transpose.</summary>
    public NDArray T => KerasApi.np.transpose(this);
    /// <summary>The elements as one axis, sharing the memory.</summary>
    public NDArray flat => KerasApi.np.ravel(this);
    /// <summary>The sum along axes (all if null); of integers and bools an int64.</summary>
    public NDArray sum(Axes? axis = null, DType? dtype = null, bool keepdims = false) => KerasApi.np.sum(this, axis, dtype, keepdims);
    /// <summary>The product along axes (all if null); of integers and bools an int64.</summary>
    public NDArray prod(Axes? axis = null, DType? dtype = null, bool keepdims = false) => KerasApi.np.prod(this, axis, dtype, keepdims);
    /// <summary>The mean along axes (all if null): float32 of float32, else float64.</summary>
    public NDArray mean(Axes? axis = null, DType? dtype = null, bool keepdims = false) => KerasApi.np.mean(this, axis, dtype, keepdims);
    /// <summary>The standard deviation along axes (all if null).</summary>
    public NDArray std(Axes? axis = null, DType? dtype = null, double ddof = 0, bool keepdims = false) => KerasApi.np.std(this, axis, dtype, ddof, keepdims);
    /// <summary>The variance along axes (all if null).</summary>
    public NDArray var(Axes? axis = null, DType? dtype = null, double ddof = 0, bool keepdims = false) => KerasApi.np.var(this, axis, dtype, ddof, keepdims);
    /// <summary>The largest along axes (all if null).</summary>
    public NDArray max(Axes? axis = null, bool keepdims = false) => KerasApi.np.max(this, axis, keepdims);
    /// <summary>The smallest along axes (all if null).</summary>
    public NDArray min(Axes? axis = null, bool keepdims = false) => KerasApi.np.min(this, axis, keepdims);
    /// <summary>Whether all along axes are true (not zero).</summary>
    public NDArray all(Axes? axis = null, bool keepdims = false) => KerasApi.np.all(this, axis, keepdims);
    /// <summary>Whether any along axes is true (not zero).</summary>
    public NDArray any(Axes? axis = null, bool keepdims = false) => KerasApi.np.any(this, axis, keepdims);
    /// <summary>Where the largest stands along an axis (in row-major order if null).</summary>
    public NDArray argmax(int? axis = null, bool keepdims = false) => KerasApi.np.argmax(this, axis, keepdims);
    /// <summary>Where the smallest stands along an axis (in row-major order if null).</summary>
    public NDArray argmin(int? axis = null, bool keepdims = false) => KerasApi.np.argmin(this, axis, keepdims);
    /// <summary>The places along an axis in rising order of the values.</summary>
    public NDArray argsort(int? axis = -1) => KerasApi.np.argsort(this, axis);
    /// <summary>Running sums along an axis (in row-major order if null).</summary>
    public NDArray cumsum(int? axis = null, DType? dtype = null) => KerasApi.np.cumsum(this, axis, dtype);
    /// <summary>Running products along an axis (in row-major order if null).</summary>
    public NDArray cumprod(int? axis = null, DType? dtype = null) => KerasApi.np.cumprod(this, axis, dtype);
    /// <summary>Each element held between two bounds; null leaves a side open.</summary>
    public NDArray clip(NDArray? min = null, NDArray? max = null) => KerasApi.np.clip(this, min, max);
    /// <summary>Rounded to so many decimals, halves to the even digit.</summary>
    public NDArray round(int decimals = 0) => KerasApi.np.round(this, decimals);
    /// <summary>The dot product with another array.</summary>
    public NDArray dot(NDArray b) => KerasApi.np.dot(this, b);
    /// <summary>The elements as one axis, sharing the memory.</summary>
    public NDArray ravel() => KerasApi.np.ravel(this);
    /// <summary>A copy of the elements as one axis.</summary>
    public NDArray flatten() => KerasApi.np.ravel(this).copy();
    /// <summary>Axes of length 1 taken out: these, or all of them.</summary>
    public NDArray squeeze(Axes? axis = null) => KerasApi.np.squeeze(this, axis);
    /// <summary>Axes in another order (reversed if null), copied.</summary>
    public NDArray transpose(Axes? axes = null) => KerasApi.np.transpose(this, axes);
    /// <summary>Axes in another order, copied: <c>x.transpose(0, 2, 1)</c>.</summary>
    public NDArray transpose(int first, int second, params ReadOnlySpan<int> more) => KerasApi.np.transpose(this, (int[])[first, second, .. more]);
    /// <summary>Two axes exchanged, copied.</summary>
    public NDArray swapaxes(int axis1, int axis2) => KerasApi.np.swapaxes(this, axis1, axis2);
    /// <summary>Each element repeated along an axis (in row-major order if null).</summary>
    public NDArray repeat(ArrayLike repeats, int? axis = null) => KerasApi.np.repeat(this, repeats, axis);
    /// <summary>The elements at these places along an axis (in row-major order if null).</summary>
    public NDArray take(ArrayLike indices, int? axis = null) => KerasApi.np.take(this, indices, axis);
    /// <summary>Where elements are not zero: the places, one array per axis.</summary>
    public NDArray[] nonzero() => KerasApi.np.nonzero(this);
    /// <summary>A diagonal of a matrix, copied.</summary>
    public NDArray diagonal(int offset = 0) => KerasApi.np.diag(this, offset);

    /// <summary>Sets every element to one value.</summary>
    public void fill(NDArray value)
    {
        if (value.size != 1) throw new ValueError($"fill takes one number. Received shape {value.shape}.");
        this[Slice.Ellipsis] = value.View(Shape.Scalar);
    }

    /// <summary>Sorts the elements along an axis, in place.</summary>
    public void sort(int axis = -1) => this[Slice.Ellipsis] = KerasApi.np.sort(this, axis);

    /// <summary>The bytes of the elements, row by row, little-endian.</summary>
    public byte[] tobytes()
    {
        using MemoryStream bytes = new();
        NpyFile.WriteElements(bytes, this);
        return bytes.ToArray();
    }

    /// <summary>The elements as lists of lists: of double, long or bool, whichever holds the type.</summary>
    /// <exception cref="ValueError">The array has no axis; take <c>item</c>.</exception>
    public List<object> tolist()
    {
        if (ndim == 0) throw new ValueError("A single number makes no list; take it with item<double>() or convert it: (double)x.");
        if (ndim > 1) return [.. this.Select(part => part.tolist())];
        return dtype == DType.@bool ? [.. AsSpan<bool>().ToArray().Select(v => (object)v)]
            : dtype.IsFloating ? [.. astype(DType.float64).AsSpan<double>().ToArray().Select(v => (object)v)]
            : [.. astype(DType.int64).AsSpan<long>().ToArray().Select(v => (object)v)];
    }

    /// <summary>A copy of the elements, row by row, converted to <typeparamref name="TElement"/>.</summary>
    public TElement[] ToArray<TElement>() where TElement : unmanaged => As(DType.Of<TElement>()).AsSpan<TElement>().ToArray();
}
