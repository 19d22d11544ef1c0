using System.Runtime.CompilerServices;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>The shape of an array.</summary>
    public Shape shape(NDArray a) => a.shape;
    /// <summary>The number of axes.</summary>
    public int ndim(NDArray a) => a.ndim;
    /// <summary>The number of elements, or the length of one axis.</summary>
    public int size(NDArray a, int? axis = null) => axis is int one ? a.shape[Axes.One(one, a.ndim)] : a.size;

    /// <summary>The same elements under another shape; one length may be −1. Shares the memory.</summary>
    /// <exception cref="ValueError">The sizes differ.</exception>
    public NDArray reshape(NDArray a, Shape shape) => a.reshape(shape);
    /// <summary>The elements as one axis. Shares the memory.</summary>
    public NDArray ravel(NDArray a) => a.View(a.size);
    /// <summary>Axes of length 1 put in, at these places of the result.</summary>
    /// <exception cref="ValueError">A place is out of range.</exception>
    public NDArray expand_dims(NDArray a, Axes axis)
    {
        bool[] isNew = Axes.Mark(axis, a.ndim + axis.Count);
        int next = 0;
        return a.View(new Shape([.. isNew.Select(n => n ? 1 : a.shape[next++])]));
    }
    /// <summary>Axes of length 1 taken out: these, or all of them.</summary>
    /// <exception cref="ValueError">One of them is longer.</exception>
    public NDArray squeeze(NDArray a, Axes? axis = null)
    {
        bool[] marked = Axes.Mark(axis, a.ndim);
        List<int> kept = [];
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked[i] && a.shape[i] == 1) continue;
            if (marked[i] && axis is not null) throw new ValueError("cannot select an axis to squeeze out which has size not equal to one");
            kept.Add(a.shape[i]);
        }
        return a.View(new Shape([.. kept]));
    }
    /// <summary>At least one axis.</summary>
    public NDArray atleast_1d(NDArray a) => a.ndim >= 1 ? a : a.View(1);
    /// <summary>At least two axes; a vector becomes a row.</summary>
    public NDArray atleast_2d(NDArray a) => a.ndim >= 2 ? a : a.View((1, a.size));
    /// <summary>At least three axes.</summary>
    public NDArray atleast_3d(NDArray a) => a.ndim >= 3 ? a : a.ndim == 2 ? expand_dims(a, 2) : a.View((1, a.size, 1));

    /// <summary>Axes in another order (reversed if null), copied: axis i of the result is axis <c>axes[i]</c> of the array.</summary>
    /// <exception cref="ValueError">The axes are no order of the array's.</exception>
    public NDArray transpose(NDArray a, Axes? axes = null)
    {
        int[] order = axes?.Of(a.ndim) ?? [.. Enumerable.Range(0, a.ndim).Reverse()];
        if (order.Length != a.ndim) throw new ValueError("axes don't match array");
        int[] strides = Broadcasting.Strides(a.shape);
        return new Selection(0, new Shape([.. order.Select(i => a.shape[i])]), [.. order.Select(i => strides[i])]).Copy(a);
    }
    /// <summary>Axes in another order, copied.</summary>
    public NDArray permute_dims(NDArray a, Axes? axes = null) => transpose(a, axes);
    /// <summary>Two axes exchanged, copied.</summary>
    public NDArray swapaxes(NDArray a, int axis1, int axis2)
    {
        int[] order = [.. Enumerable.Range(0, a.ndim)];
        (axis1, axis2) = (Axes.One(axis1, a.ndim), Axes.One(axis2, a.ndim));
        (order[axis1], order[axis2]) = (order[axis2], order[axis1]);
        return transpose(a, order);
    }
    /// <summary>Axes moved to other places, the rest in order, copied.</summary>
    /// <exception cref="ValueError">There are not as many sources as destinations.</exception>
    public NDArray moveaxis(NDArray a, Axes source, Axes destination)
    {
        int[] from = source.Of(a.ndim), to = destination.Of(a.ndim);
        if (from.Length != to.Length) throw new ValueError("`source` and `destination` arguments must have the same number of elements");
        List<int> order = [.. Enumerable.Range(0, a.ndim).Except(from)];
        foreach (var (target, axis) in to.Zip(from).OrderBy(p => p.First)) order.Insert(target, axis);
        return transpose(a, order.ToArray());
    }
    /// <summary>An axis rolled back to before another, copied.</summary>
    public NDArray rollaxis(NDArray a, int axis, int start = 0)
    {
        axis = Axes.One(axis, a.ndim);
        if (start < 0) start += a.ndim;
        if (start < 0 || start > a.ndim) throw new ValueError($"'start' arg requires -{a.ndim} <= start < {a.ndim + 1}, but {start} was passed in");
        return moveaxis(a, axis, start > axis ? start - 1 : start);
    }

    /// <summary>Elements in reverse order along axes (all if null), copied.</summary>
    public NDArray flip(NDArray m, Axes? axis = null) => m[[.. Axes.Mark(axis, m.ndim).Select(marked => marked ? Slice.Step(null, null, -1) : Slice.All)]];
    /// <summary>Left and right exchanged: the second axis reversed.</summary>
    public NDArray fliplr(NDArray m) => flip(m, 1);
    /// <summary>Up and down exchanged: the first axis reversed.</summary>
    public NDArray flipud(NDArray m) => flip(m, 0);
    /// <summary>Turned by 90 degrees <paramref name="k"/> times, from the first axis towards the second.</summary>
    public NDArray rot90(NDArray m, int k = 1, Axes? axes = null)
    {
        int[] plane = (axes ?? (0, 1)).Of(m.ndim);
        if (plane.Length != 2) throw new ValueError("len(axes) must be 2.");
        return ((k % 4 + 4) % 4) switch
        {
            0 => m.copy(),
            1 => swapaxes(flip(m, plane[1]), plane[0], plane[1]),
            2 => flip(m, plane),
            _ => flip(swapaxes(m, plane[0], plane[1]), plane[1]),
        };
    }
    /// <summary>Elements moved on along an axis (in row-major order if null), what falls out comes in again at the other end.</summary>
    public NDArray roll(NDArray a, int shift, int? axis = null)
    {
        if (axis is null) return roll(a.View(a.size), shift, 0).View(a.shape);
        int n = a.shape[Axes.One(axis.Value, a.ndim)];
        if (n == 0) return a.copy();
        int by = (shift % n + n) % n;
        return concatenate([Part(a, axis.Value, (n - by).., true), Part(a, axis.Value, ..(n - by), true)], axis);
    }
    /// <summary>Elements moved on along several axes.</summary>
    public NDArray roll(NDArray a, Axes shift, Axes axis)
    {
        int[] shifts = [.. shift], axes = axis.Of(a.ndim);
        if (shifts.Length != axes.Length && shifts.Length != 1) throw new ValueError("'shift' and 'axis' should be scalars or 1D sequences");
        for (int i = 0; i < axes.Length; i++) a = roll(a, shifts[shifts.Length == 1 ? 0 : i], (int?)axes[i]);
        return a;
    }

    /// <summary>Arrays joined along an axis they have; all made one axis each if null.</summary>
    /// <exception cref="ValueError">There are none, or the other axes differ.</exception>
    public NDArray concatenate(NDArrays arrays, int? axis = 0, DType? dtype = null)
    {
        NDArray[] parts = axis is null ? [.. arrays.Select(ravel)] : [.. arrays];
        if (parts.Length == 0) throw new ValueError("need at least one array to concatenate");
        if (parts.Any(p => p.ndim == 0)) throw new ValueError("zero-dimensional arrays cannot be concatenated");
        int rank = parts[0].ndim, along = Axes.One(axis ?? 0, rank), total = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].ndim != rank)
                throw new ValueError($"all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the array at index 0 has {rank} dimension(s) and the array at index {i} has {parts[i].ndim} dimension(s)");
            for (int d = 0; d < rank; d++)
                if (d != along && parts[i].shape[d] != parts[0].shape[d])
                    throw new ValueError($"all the input array dimensions except for the concatenation axis must match exactly, but along dimension {d}, the array at index 0 has size {parts[0].shape[d]} and the array at index {i} has size {parts[i].shape[d]}");
            total = checked(total + parts[i].shape[along]);
        }
        DType type = dtype ?? Promotion.Of(parts);
        NDArray result = NDArray.Uninitialized(parts[0].shape.With(along, total), type);
        int rows = 1, done = 0, width = total;
        for (int d = 0; d < along; d++) rows *= parts[0].shape[d];
        for (int d = along + 1; d < rank; d++) width *= parts[0].shape[d];
        foreach (NDArray part in parts)
        {
            if (part.size == 0) continue;
            NDArray source = part.As(type);
            int block = part.size / rows;
            for (int row = 0; row < rows; row++) Array.Copy(source.Storage, source.Offset + row * block, result.Storage, row * width + done, block);
            done += block;
        }
        return result;
    }
    /// <summary>Arrays joined along an axis they have; all made one axis each if null.</summary>
    /// <exception cref="ValueError">There are none, or the other axes differ.</exception>
    public NDArray concatenate(IEnumerable<NDArray> arrays, int? axis = 0, DType? dtype = null) => concatenate((NDArrays)arrays.ToArray(), axis, dtype);
    /// <summary>Arrays of one shape joined along a new axis.</summary>
    /// <exception cref="ValueError">There are none, or the shapes differ.</exception>
    public NDArray stack(NDArrays arrays, int axis = 0)
    {
        if (arrays.Count == 0) throw new ValueError("need at least one array to stack");
        Shape shape = arrays[0].shape;
        if (arrays.Any(a => a.shape != shape)) throw new ValueError("all input arrays must have the same shape");
        int at = Axes.One(axis, shape.Rank + 1);
        return concatenate(arrays.Select(a => expand_dims(a, at)), at);
    }
    /// <summary>Arrays of one shape joined along a new axis.</summary>
    /// <exception cref="ValueError">There are none, or the shapes differ.</exception>
    public NDArray stack(IEnumerable<NDArray> arrays, int axis = 0) => stack((NDArrays)arrays.ToArray(), axis);
    /// <summary>Arrays one below the other: joined along the first axis, vectors as rows.</summary>
    public NDArray vstack(NDArrays tup) => concatenate(tup.Select(atleast_2d), 0);
    /// <summary>Arrays one below the other: joined along the first axis, vectors as rows.</summary>
    public NDArray vstack(IEnumerable<NDArray> tup) => concatenate(tup.Select(atleast_2d), 0);
    /// <summary>Arrays side by side: joined along the second axis, vectors along their only one.</summary>
    public NDArray hstack(NDArrays tup) => hstack(tup.AsEnumerable());
    /// <summary>Arrays side by side: joined along the second axis, vectors along their only one.</summary>
    public NDArray hstack(IEnumerable<NDArray> tup)
    {
        NDArray[] parts = [.. tup.Select(atleast_1d)];
        return concatenate(parts, parts is [{ ndim: 1 }, ..] ? 0 : 1);
    }
    /// <summary>Arrays one behind the other: joined along the third axis.</summary>
    public NDArray dstack(NDArrays tup) => concatenate(tup.Select(atleast_3d), 2);
    /// <summary>Arrays one behind the other: joined along the third axis.</summary>
    public NDArray dstack(IEnumerable<NDArray> tup) => concatenate(tup.Select(atleast_3d), 2);
    /// <summary>Vectors as the columns of a matrix; matrices side by side.</summary>
    public NDArray column_stack(NDArrays tup) => concatenate(tup.Select(a => a.ndim < 2 ? a.View((a.size, 1)) : a), 1);
    /// <summary>The second array's elements after the first's, as one axis, or along the axis they are joined in.</summary>
    public NDArray append(NDArray arr, NDArray values, int? axis = null) => concatenate([arr, values], axis);

    /// <summary>Parts of one length along an axis. Parts along the first axis share the memory.</summary>
    /// <exception cref="ValueError">The axis does not divide so.</exception>
    public NDArray[] split(NDArray ary, int indices_or_sections, int axis = 0)
    {
        int n = ary.shape[Axes.One(axis, ary.ndim)];
        return indices_or_sections > 0 && n % indices_or_sections == 0 ? array_split(ary, indices_or_sections, axis) : throw new ValueError("array split does not result in an equal division");
    }
    /// <summary>The parts between these places of an axis. Parts along the first axis share the memory.</summary>
    public NDArray[] split(NDArray ary, int[] indices_or_sections, int axis = 0)
    {
        int n = ary.shape[Axes.One(axis, ary.ndim)], from = 0;
        List<NDArray> parts = [];
        foreach (int place in (int[])[.. indices_or_sections, n])
        {
            parts.Add(Part(ary, axis, Slice.Step(from, place, 1), true));
            from = place;
        }
        return [.. parts];
    }
    /// <summary>Parts along an axis, as even as can be: the first ones may be longer by one.</summary>
    /// <exception cref="ValueError">There are no parts.</exception>
    public NDArray[] array_split(NDArray ary, int indices_or_sections, int axis = 0)
    {
        if (indices_or_sections < 1) throw new ValueError("number sections must be larger than 0.");
        var (each, more) = Math.DivRem(ary.shape[Axes.One(axis, ary.ndim)], indices_or_sections);
        NDArray[] parts = new NDArray[indices_or_sections];
        for (int i = 0, from = 0; i < parts.Length; i++)
        {
            int to = from + each + (i < more ? 1 : 0);
            parts[i] = Part(ary, axis, from..to, true);
            from = to;
        }
        return parts;
    }
    /// <summary>The parts between these places of an axis.</summary>
    public NDArray[] array_split(NDArray ary, int[] indices_or_sections, int axis = 0) => split(ary, indices_or_sections, axis);
    /// <summary>Parts of one length along the first axis.</summary>
    public NDArray[] vsplit(NDArray ary, int indices_or_sections) => split(ary, indices_or_sections, 0);
    /// <summary>Parts between places along the first axis.</summary>
    public NDArray[] vsplit(NDArray ary, int[] indices_or_sections) => split(ary, indices_or_sections, 0);
    /// <summary>Parts of one length along the second axis (of a vector, its only one).</summary>
    public NDArray[] hsplit(NDArray ary, int indices_or_sections) => split(ary, indices_or_sections, ary.ndim == 1 ? 0 : 1);
    /// <summary>Parts between places along the second axis (of a vector, its only one).</summary>
    public NDArray[] hsplit(NDArray ary, int[] indices_or_sections) => split(ary, indices_or_sections, ary.ndim == 1 ? 0 : 1);

    /// <summary>The array repeated as a whole, so often along each axis.</summary>
    public NDArray tile(NDArray A, Axes reps)
    {
        int[] counts = [.. reps];
        int rank = Math.Max(A.ndim, counts.Length);
        counts = [.. Enumerable.Repeat(1, rank - counts.Length), .. counts];
        if (counts.Any(c => c < 0)) throw new ValueError("negative dimensions are not allowed");
        int[] dims = [.. Enumerable.Repeat(1, rank - A.ndim), .. A.shape.Dims];
        // Each axis is split in two, of which the first repeats.
        Shape own = new([.. dims.SelectMany(d => (int[])[1, d])]), wide = new([.. dims.Zip(counts, (d, c) => (int[])[c, d]).SelectMany(p => p)]);
        NDArray result = Broadcasting.To(A.View(own), wide).View(new Shape([.. dims.Zip(counts, (d, c) => d * c)]));
        return ReferenceEquals(result.Storage, A.Storage) ? result.copy() : result;
    }
    /// <summary>Each element repeated along an axis (in row-major order if null), so often, or each as often as <paramref name="repeats"/> says.</summary>
    /// <exception cref="ValueError">There are not as many counts as elements, or one is negative.</exception>
    public NDArray repeat(NDArray a, ArrayLike repeats, int? axis = null)
    {
        if (axis is null) (a, axis) = (ravel(a), 0);
        int n = a.shape[Axes.One(axis.Value, a.ndim)];
        NDArray counts = Broadcasting.To(repeats.Array.As(DType.int64), n, "operands could not be broadcast together with shape {1} {0}");
        List<long> places = [];
        for (int i = 0; i < n; i++)
        {
            long count = counts.AsSpan<long>()[i];
            if (count < 0) throw new ValueError("repeats may not contain negative values.");
            for (long k = 0; k < count; k++) places.Add(i);
        }
        return Part(a, axis.Value, (NDArray)places, true);
    }

    /// <summary>The elements at these places along an axis (in row-major order if null).</summary>
    /// <exception cref="ValueError">A place is out of bounds.</exception>
    public NDArray take(NDArray a, ArrayLike indices, int? axis = null)
    {
        if (axis is null) (a, axis) = (ravel(a), 0);
        return Part(a, axis.Value, array(indices.Array, DType.int64), true);
    }
    /// <summary>For each place along an axis, the element that <paramref name="indices"/> names there; both have as many axes.</summary>
    public NDArray take_along_axis(NDArray arr, NDArray indices, int axis)
    {
        axis = Axes.One(axis, arr.ndim);
        if (indices.ndim != arr.ndim) throw new ValueError("`indices` and `arr` must have the same number of dimensions");
        return arr[[.. Enumerable.Range(0, arr.ndim).Select(i => (Slice)(i == axis ? indices
            : arange(arr.shape[i]).View(new Shape([.. Enumerable.Range(0, arr.ndim).Select(d => d == i ? arr.shape[i] : 1)]))))]];
    }
    /// <summary>The array without the elements at these places of an axis (in row-major order if null); a mask says which.</summary>
    /// <exception cref="ValueError">A place is out of bounds.</exception>
    public NDArray delete(NDArray arr, Slice obj, int? axis = null)
    {
        if (axis is null) (arr, axis) = (ravel(arr), 0);
        int n = arr.shape[Axes.One(axis.Value, arr.ndim)];
        NDArray kept = ones(n, DType.@bool);
        kept[obj] = false;
        return Part(arr, axis.Value, kept, true);
    }
    /// <summary>The array without the elements at these places of an axis (in row-major order if null).</summary>
    /// <exception cref="ValueError">A place is out of bounds.</exception>
    public NDArray delete(NDArray arr, int[] obj, int? axis = null) => delete(arr, (Slice)obj, axis);
    /// <summary>The array with values put in before one place of an axis (in row-major order if null).</summary>
    /// <exception cref="ValueError">The place is out of bounds, or the values do not fit.</exception>
    public NDArray insert(NDArray arr, int obj, NDArray values, int? axis = null)
    {
        if (axis is null) (arr, axis) = (ravel(arr), 0);
        int along = Axes.One(axis.Value, arr.ndim), n = arr.shape[along];
        int at = obj < 0 ? obj + n : obj;
        if (at < 0 || at > n) throw new ValueError($"index {obj} is out of bounds for axis {along} with size {n}");
        // One value for each place across the axis; more than one along it go in as they are.
        NDArray given = values.As(arr.dtype);
        if (given.ndim == 0) given = given.View(new Shape([.. Enumerable.Repeat(1, arr.ndim)]));
        else if (given.ndim < arr.ndim) given = along == 0 ? given.View(new Shape([1, .. given.shape.Dims])) : expand_dims(given, along);
        int count = arr.ndim == 1 ? given.size : given.shape[along];
        given = Broadcasting.To(arr.ndim == 1 ? given.View(count) : given, arr.shape.With(along, count), "could not broadcast input array from shape {0} into shape {1}");
        return concatenate([Part(arr, along, ..at, true), given, Part(arr, along, at.., true)], along);
    }
    /// <summary>A copy under another size: the elements repeated or cut off to fill it.</summary>
    public NDArray resize(NDArray a, Shape new_shape)
    {
        int size = checked((int)new_shape.Size);
        if (a.size == 0) return NDArray.Zeros(new_shape, a.dtype);
        return Broadcasting.To(ravel(a), ((size + a.size - 1) / a.size, a.size)).View(0, new_shape).copy();
    }

    /// <summary>The array with a border: so many elements before and after along each axis, filled as <paramref name="mode"/> says.</summary>
    /// <param name="array">The array.</param>
    /// <param name="pad_width">One number, a pair (before, after), or a pair for each axis.</param>
    /// <param name="mode"><c>constant</c>, <c>edge</c>, <c>reflect</c>, <c>symmetric</c>, <c>wrap</c>, <c>maximum</c>, <c>minimum</c>, <c>mean</c> or <c>linear_ramp</c> (down to zero).</param>
    /// <param name="constant_values">What <c>constant</c> fills with; zero if null.</param>
    /// <exception cref="ValueError">The widths do not fit the axes, or there is no such mode.</exception>
    public NDArray pad(NDArray array, PadWidth pad_width, string mode = "constant", NDArray? constant_values = null)
    {
        (int before, int after)[] widths = pad_width.Of(array.ndim);
        if (constant_values is not null && mode != "constant") throw new ValueError($"unsupported keyword arguments for mode '{mode}': {{'constant_values'}}");
        if (mode == "constant")
        {
            NDArray value = constant_values ?? 0;
            if (value.size != 1) throw new ValueError($"constant_values is one number for all sides. Received shape {value.shape}.");
            NDArray result = full(new Shape([.. widths.Select((w, i) => w.before + array.shape[i] + w.after)]), value.reshape(Shape.Scalar), array.dtype);
            result[[.. widths.Select((w, i) => (Slice)(w.before..(w.before + array.shape[i])))]] = array;
            return result;
        }
        NDArray padded = array;
        for (int axis = 0; axis < widths.Length; axis++)
        {
            var (before, after) = widths[axis];
            int n = padded.shape[axis];
            if (before + after == 0) continue;
            if (n == 0) throw new ValueError($"can't extend empty axis {axis} using modes other than 'constant' or 'empty'");
            if (mode is "edge" or "reflect" or "symmetric" or "wrap")
            {
                long[] places = new long[before + n + after];
                for (int i = 0; i < places.Length; i++) places[i] = Place(i - before, n);
                padded = Part(padded, axis, (NDArray)places, true);
                continue;
            }
            NDArray fill = mode switch
            {
                "maximum" => max(padded, axis, keepdims: true),
                "minimum" => min(padded, axis, keepdims: true),
                "mean" => Mean(padded, axis),
                "linear_ramp" => padded,
                _ => throw new ValueError($"mode '{mode}' is not supported. Expected constant, edge, reflect, symmetric, wrap, maximum, minimum, mean or linear_ramp."),
            };
            padded = mode == "linear_ramp"
                ? concatenate([Ramp(padded, axis, before, first: true), padded, Ramp(padded, axis, after, first: false)], axis)
                : concatenate([Broadcasting.To(fill, padded.shape.With(axis, before)), padded, Broadcasting.To(fill, padded.shape.With(axis, after))], axis);
        }
        return ReferenceEquals(padded, array) ? array.copy() : padded;

        int Place(int i, int n)
        {
            if (mode == "edge" || n == 1) return Math.Clamp(i, 0, n - 1);
            int period = mode switch { "reflect" => 2 * (n - 1), "symmetric" => 2 * n, _ => n };
            int k = (i % period + period) % period;
            return k < n ? k : mode == "reflect" ? period - k : period - 1 - k;
        }
        NDArray Mean(NDArray a, int axis) => mean(a, axis, keepdims: true) is var m && a.dtype.IsInteger ? rint(m).As(a.dtype) : m.As(a.dtype);
        NDArray Ramp(NDArray a, int axis, int count, bool first)
        {
            NDArray edge = Part(a, axis, first ? ..1 : ^1.., true), steps = arange(count).View(new Shape([.. Enumerable.Range(0, a.ndim).Select(i => i == axis ? count : 1)]));
            NDArray place = first ? steps : count - 1 - steps, height = edge.As(DType.float64), step = height / Math.Max(count, 1);
            NDArray ramp = any(step == 0) ? place / (double)count * height : place * step;   // np.linspace tells these apart
            return (a.dtype.IsInteger ? floor(ramp) : ramp).As(a.dtype);
        }
    }

    /// <summary>Where the condition holds, elements of the one, else of the other; all broadcast together.</summary>
    /// <exception cref="ValueError">The shapes do not broadcast.</exception>
    public NDArray where(NDArray condition, NDArray x, NDArray y)
    {
        DType type = Promotion.Of(x, y);
        Promotion.CheckFits(x, type);
        Promotion.CheckFits(y, type);
        Shape shape = Broadcasting.Together([condition.shape, x.shape, y.shape]);
        NDArray result = NDArray.Uninitialized(shape, type);
        switch (type.Code)
        {
            case DTypeCode.Float32: Choose(condition, x, y, result, result.Raw<float>()); break;
            case DTypeCode.Float64: Choose(condition, x, y, result, result.Raw<double>()); break;
            case DTypeCode.Int8: Choose(condition, x, y, result, result.Raw<sbyte>()); break;
            case DTypeCode.Int16: Choose(condition, x, y, result, result.Raw<short>()); break;
            case DTypeCode.Int32: Choose(condition, x, y, result, result.Raw<int>()); break;
            case DTypeCode.Int64: Choose(condition, x, y, result, result.Raw<long>()); break;
            case DTypeCode.UInt32: Choose(condition, x, y, result, result.Raw<uint>()); break;
            default: Choose(condition, x, y, result, result.Raw<byte>()); break;
        }
        return result;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
        static void Choose<T>(NDArray condition, NDArray x, NDArray y, NDArray result, Span<T> target) where T : unmanaged, System.Numerics.INumber<T>
        {
            if (target.IsEmpty) return;
            Operand<byte> test = new(condition, result.shape, DType.@bool);
            Operand<T> a = new(x, result.shape, result.dtype), b = new(y, result.shape, result.dtype);
            for (int i = 0; i < target.Length; i += Operand<T>.Run)
            {
                int n = Math.Min(Operand<T>.Run, target.Length - i);
                ReadOnlySpan<byte> c = test.Read(i, n);
                ReadOnlySpan<T> p = a.Read(i, n), q = b.Read(i, n);
                Span<T> run = target.Slice(i, n);
                for (int k = 0; k < n; k++) run[k] = c[k] != 0 ? p[k] : q[k];
            }
        }
    }
    /// <summary>Where elements are not zero (not false): the places, one array per axis.</summary>
    public NDArray[] where(NDArray condition) => nonzero(condition);
    /// <summary>Where elements are not zero (not false): the places, one array per axis.</summary>
    /// <exception cref="ValueError">The array has no axis.</exception>
    public NDArray[] nonzero(NDArray a)
    {
        if (a.ndim == 0) throw new ValueError("Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.");
        NDArray places = argwhere(a);
        return [.. Enumerable.Range(0, a.ndim).Select(i => places[.., i].copy())];
    }
    /// <summary>Where elements are not zero, in row-major order, as one axis.</summary>
    public NDArray flatnonzero(NDArray a) => nonzero(ravel(a))[0];
    /// <summary>Where elements are not zero (not false): a row of places for each.</summary>
    public NDArray argwhere(NDArray a)
    {
        ReadOnlySpan<bool> flags = a.As(DType.@bool).AsSpan<bool>();
        int found = flags.Count(true), row = 0;
        NDArray result = NDArray.Uninitialized((found, a.ndim), DType.int64);
        Span<long> places = result.AsSpan<long>();
        for (int i = 0; i < flags.Length; i++)
        {
            if (!flags[i]) continue;
            for (int d = a.ndim - 1, rest = i; d >= 0; d--)
            {
                places[row * a.ndim + d] = rest % a.shape[d];
                rest /= a.shape[d];
            }
            row++;
        }
        return result;
    }
    /// <summary>The array repeated to a shape, copied.</summary>
    /// <exception cref="ValueError">It does not broadcast to it.</exception>
    public NDArray broadcast_to(NDArray array, Shape shape) => Broadcasting.To(array, shape) is var result && ReferenceEquals(result.Storage, array.Storage) ? result.copy() : result;

    /// <summary>All places of an array of that shape, the last axis first: <c>foreach (var i in np.ndindex((2, 3))) x[i]</c> by <c>i[0]</c>, <c>i[1]</c>.</summary>
    public IEnumerable<int[]> ndindex(Shape shape)
    {
        for (long i = 0; i < shape.Size; i++)
        {
            int[] at = new int[shape.Rank];
            long rest = i;
            for (int d = at.Length - 1; d >= 0; d--)
            {
                at[d] = (int)(rest % shape[d]);
                rest /= shape[d];
            }
            yield return at;
        }
    }
}

/// <summary>How wide <c>np.pad</c>'s border is: one number, a pair (before, after) for all axes, or a pair for each axis.</summary>
public sealed class PadWidth
{
    private readonly (int before, int after)[] widths;
    private PadWidth(params (int, int)[] widths) => this.widths = widths;

    /// <summary>So many on every side.</summary>
    public static implicit operator PadWidth(int width) => new((width, width));
    /// <summary>So many before and after along every axis.</summary>
    public static implicit operator PadWidth((int, int) width) => new(width);
    /// <summary>Pairs for two axes.</summary>
    public static implicit operator PadWidth(((int, int), (int, int)) w) => new(w.Item1, w.Item2);
    /// <summary>Pairs for three axes.</summary>
    public static implicit operator PadWidth(((int, int), (int, int), (int, int)) w) => new(w.Item1, w.Item2, w.Item3);
    /// <summary>Pairs for four axes.</summary>
    public static implicit operator PadWidth(((int, int), (int, int), (int, int), (int, int)) w) => new(w.Item1, w.Item2, w.Item3, w.Item4);
    /// <summary>Pairs for any number of axes.</summary>
    public static implicit operator PadWidth((int, int)[] widths) => new(widths);
    /// <summary>Pairs for any number of axes, each an array of two.</summary>
    public static implicit operator PadWidth(int[][] widths) => new([.. widths.Select(w => w is [var before, var after] ? (before, after) : throw new ValueError("Each pad width is a pair (before, after)."))]);

    internal (int before, int after)[] Of(int rank)
    {
        if (widths.Any(w => w.before < 0 || w.after < 0)) throw new ValueError("index can't contain negative values");
        return widths.Length == rank ? widths : widths.Length == 1 ? [.. Enumerable.Repeat(widths[0], rank)]
            : throw new ValueError($"operands could not be broadcast together with remapped shapes [original->remapped]: ({widths.Length},2) and requested shape ({rank},2)");
    }
}
