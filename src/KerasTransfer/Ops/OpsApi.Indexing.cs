using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    // ---- parts

    /// <summary>A stretch of an axis.</summary>
    internal Tensor slice(Tensor x, int axis, int begin, int size) => Ops.Slice.Along(x, x.shape.Axis(axis), begin, size);

    /// <summary>A block: from <paramref name="start_indices"/> on, as long as <paramref name="shape"/> says (−1: to the end).</summary>
    /// <exception cref="ValueError">The block does not lie inside the tensor.</exception>
    public Tensor slice(Tensor inputs, int[] start_indices, Shape shape)
    {
        if (start_indices.Length != inputs.ndim || shape.Rank != inputs.ndim) throw new ValueError($"slice: expected a start and a length for each axis of the shape {inputs.shape}, got {start_indices.Length} and {shape.Rank}.");
        int[] sizes = [.. shape.ToArray().Select((size, i) => size == Shape.Unknown ? inputs.shape[i] - start_indices[i] : size)];
        return new Ops.Slice([.. start_indices], sizes, [.. Enumerable.Repeat(1, inputs.ndim)]).On(inputs);
    }

    /// <summary>The tensor with a block, from <paramref name="start_indices"/> on, replaced.</summary>
    /// <exception cref="ValueError">The block does not lie inside the tensor.</exception>
    public Tensor slice_update(Tensor inputs, int[] start_indices, Tensor updates)
    {
        Unslice place = new([.. start_indices], [.. Enumerable.Repeat(1, inputs.ndim)], inputs.shape);
        return where(place.On(full(updates.shape, 1, DType.@bool)), place.On(updates.Cast(inputs.dtype)), inputs);
    }

    /// <summary>Parts of an axis: so many equal ones.</summary>
    /// <exception cref="ValueError">The axis cannot be divided so.</exception>
    public Tensor[] split(Tensor x, int indices_or_sections, int axis = 0)
    {
        int a = x.shape.Axis(axis), length = x.shape[a];
        if (indices_or_sections <= 0 || length % indices_or_sections != 0)
            throw new ValueError($"x dimension on axis {axis} must be divisible by indices_or_sections. Received: x.shape={x.shape}, indices_or_sections={indices_or_sections}");
        int part = length / indices_or_sections;
        return [.. Enumerable.Range(0, indices_or_sections).Select(i => slice(x, a, i * part, part))];
    }

    /// <summary>Parts of an axis, cut before the given places.</summary>
    public Tensor[] split(Tensor x, int[] indices_or_sections, int axis = 0)
    {
        int a = x.shape.Axis(axis), length = x.shape[a];
        int[] cuts = [0, .. indices_or_sections.Select(i => Math.Clamp(i < 0 ? i + length : i, 0, length)), length];
        return [.. Enumerable.Range(0, cuts.Length - 1).Select(i => slice(x, a, cuts[i], Math.Max(0, cuts[i + 1] - cuts[i])))];
    }

    /// <summary>The slices along an axis, without it.</summary>
    public Tensor[] unstack(Tensor x, int? num = null, int axis = 0)
    {
        int a = x.shape.Axis(axis);
        if (num is { } expected && expected != x.shape[a]) throw new ValueError($"unstack: axis {axis} of shape {x.shape} has {x.shape[a]} slices, not {expected}.");
        return [.. Enumerable.Range(0, x.shape[a]).Select(i => squeeze(slice(x, a, i, 1), a))];
    }

    /// <summary>Along some axes (null: all), from the end to the start.</summary>
    public Tensor flip(Tensor x, Axes? axis = null)
    {
        bool[] turned = Axes.Mark(axis, x.ndim);
        return new Ops.Slice([.. turned.Select((t, i) => t ? x.shape[i] - 1 : 0)], x.shape.ToArray(), [.. turned.Select(t => t ? -1 : 1)]).On(x);
    }

    /// <summary>Moved along an axis, what falls off the end coming back at the start; without an axis, in the flattened tensor.</summary>
    public Tensor roll(Tensor x, int shift, int? axis = null)
    {
        if (axis is null) return roll(ravel(x), shift, 0).Reshape(x.shape);
        int a = x.shape.Axis(axis.Value), length = x.shape[a];
        int first = length == 0 ? 0 : ((shift % length) + length) % length;
        return first == 0 ? x : concatenate([slice(x, a, length - first, first), slice(x, a, 0, length - first)], a);
    }

    /// <summary>The upper triangle of matrices from a diagonal on, <paramref name="k"/> places above the main one, zeros below.</summary>
    public Tensor triu(Tensor x, int k = 0) => where(Below(x.shape[^2], x.shape[^1], k - 1), 0, x);

    /// <summary>The lower triangle of matrices up to a diagonal, <paramref name="k"/> places above the main one, zeros above.</summary>
    public Tensor tril(Tensor x, int k = 0) => where(Below(x.shape[^2], x.shape[^1], k), x, 0);

    // Where a matrix's column is at most k to the right of its row.
    private static Tensor Below(int rows, int columns, int k) => new Iota(columns, DType.int32).On() <= (new Iota(rows, DType.int32).On() + k).Reshape((rows, 1));

    /// <summary>The elements of a diagonal of the matrices over two axes, along a new last axis; <paramref name="offset"/> places above the main one.</summary>
    public Tensor diagonal(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1)
    {
        (axis1, axis2) = (x.shape.Axis(axis1), x.shape.Axis(axis2));
        if (axis1 == axis2) throw new ValueError($"diagonal: axis1 and axis2 must differ, both are {axis1}.");
        Tensor last = transpose(x, [.. Enumerable.Range(0, x.ndim).Where(i => i != axis1 && i != axis2), axis1, axis2]);
        (int rows, int columns) = (last.shape[^2], last.shape[^1]);
        int row = Math.Max(0, -offset), column = Math.Max(0, offset), length = Math.Max(0, Math.Min(rows - row, columns - column));
        // In the flattened matrix they are columns + 1 apart.
        Tensor flat = last.Reshape(last.shape[..^2].Concat(rows * columns));
        return length == 0 ? zeros(last.shape[..^2].Concat(0), x.dtype) : Ops.Slice.Along(flat, flat.ndim - 1, row * columns + column, length, columns + 1);
    }

    /// <summary>The sum of a diagonal; see <c>diagonal</c>.</summary>
    public Tensor trace(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1) => sum(diagonal(x, offset, axis1, axis2), -1);

    /// <summary>A matrix with a vector as its diagonal, or the diagonal of a matrix; <paramref name="k"/> places above the main one.</summary>
    public Tensor diag(Tensor x, int k = 0)
    {
        if (x.ndim == 2) return diagonal(x, k);
        if (x.ndim != 1) throw new ValueError($"`x` must be 1-D or 2-D. Received: x.shape={x.shape}");
        int n = x.shape[0], side = n + Math.Abs(k);
        Tensor flat = new Unslice([Math.Max(0, -k) * side + Math.Max(0, k)], [side + 1], side * side).On(x);
        return flat.Reshape((side, side));
    }

    // ---- repetition and padding

    /// <summary>Each element so many times in a row, along an axis; without an axis, of the flattened tensor.</summary>
    public Tensor repeat(Tensor x, int repeats, int? axis = null)
    {
        if (repeats < 0) throw new ValueError($"repeat: `repeats` must not be negative. Received: repeats={repeats}");
        if (axis is null) (x, axis) = (ravel(x), 0);
        int a = x.shape.Axis(axis.Value);
        Shape before = x.shape[..(a + 1)], after = x.shape[(a + 1)..];
        return broadcast_to(x.Reshape(before.Concat(1).Concat(after)), before.Concat(repeats).Concat(after)).Reshape(x.shape.With(a, x.shape[a] * repeats));
    }

    /// <summary>Each element as often as the number at its place says.</summary>
    public Tensor repeat(Tensor x, int[] repeats, int? axis = null)
    {
        if (axis is null) (x, axis) = (ravel(x), 0);
        int a = x.shape.Axis(axis.Value);
        if (repeats.Length == 1) return repeat(x, repeats[0], a);
        if (repeats.Length != x.shape[a] || repeats.Any(r => r < 0)) throw new ValueError($"repeat: expected a number for each of the {x.shape[a]} places of axis {axis}, got {repeats.Length}, none of them negative.");
        long[] places = [.. repeats.SelectMany((times, i) => Enumerable.Repeat((long)i, times))];
        return new Gather(a).On(x, NDArray.FromArray(places, places.Length));
    }

    /// <summary>The whole tensor so many times along each axis.</summary>
    public Tensor tile(Tensor x, Shape repeats)
    {
        int rank = Math.Max(x.ndim, repeats.Rank);
        int[] times = [.. Enumerable.Repeat(1, rank - repeats.Rank), .. repeats.ToArray()], dims = [.. Enumerable.Repeat(1, rank - x.ndim), .. x.shape.ToArray()];
        Shape apart = new([.. dims.SelectMany(d => (int[])[1, d])]), together = new([.. dims.SelectMany((d, i) => (int[])[times[i], d])]);
        return broadcast_to(x.Reshape(apart), together).Reshape(new Shape([.. dims.Select((d, i) => d * times[i])]));
    }

    /// <summary>Elements added before and after, the same number along every axis.</summary>
    public Tensor pad(Tensor x, int pad_width, string mode = "constant", double? constant_values = null) => pad(x, [.. Enumerable.Repeat((pad_width, pad_width), x.ndim)], mode, constant_values);

    /// <summary>Elements added before and after along each axis.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="pad_width">For each axis, how many before and how many after; one pair serves all.</param>
    /// <param name="mode"><c>constant</c>: a number; <c>reflect</c>: the tensor mirrored at its first and last element; <c>symmetric</c>: mirrored at its ends, so that these are doubled.</param>
    /// <param name="constant_values">The number; null for 0.</param>
    /// <exception cref="ValueError">The mode is unknown, or more is asked for than there is to mirror.</exception>
    public Tensor pad(Tensor x, (int before, int after)[] pad_width, string mode = "constant", double? constant_values = null)
    {
        if (pad_width.Length == 1) pad_width = [.. Enumerable.Repeat(pad_width[0], x.ndim)];
        if (pad_width.Length != x.ndim) throw new ValueError($"pad: expected a pair for each axis of the shape {x.shape}, got {pad_width.Length}.");
        if (pad_width.Any(p => p.before < 0 || p.after < 0)) throw new ValueError("pad: `pad_width` must not be negative.");
        if (mode != "constant" && constant_values is not null) throw new ValueError($"Argument `constant_values` can only be provided when `mode == 'constant'`. Received: mode={mode}");
        if (mode == "constant")
        {
            Unslice place = new([.. pad_width.Select(p => p.before)], [.. Enumerable.Repeat(1, x.ndim)], new Shape([.. pad_width.Select((p, i) => p.before + x.shape[i] + p.after)]));
            Tensor padded = place.On(x);
            return constant_values is null or 0 ? padded : where(place.On(full(x.shape, 1, DType.@bool)), padded, new Full(constant_values.Value, Shape.Scalar, DType.float64, Weak: true).On().Cast(x.dtype));
        }
        int edge = mode switch { "reflect" => 1, "symmetric" => 0, _ => throw new ValueError($"pad: `mode` must be constant, reflect or symmetric. Received: mode={mode}") };
        for (int a = 0; a < x.ndim; a++)
        {
            ((int before, int after), int length) = (pad_width[a], x.shape[a]);
            if (Math.Max(before, after) > length - edge) throw new ValueError($"pad: `mode` {mode} can add at most {length - edge} elements to axis {a} of shape {x.shape}, {Math.Max(before, after)} were asked for.");
            List<Tensor> parts = [x];
            if (before > 0) parts.Insert(0, Ops.Slice.Along(x, a, before - 1 + edge, before, -1));
            if (after > 0) parts.Add(Ops.Slice.Along(x, a, length - 1 - edge, after, -1));
            x = concatenate(new Tensors(parts), a);
        }
        return x;
    }

    // ---- by numbers

    /// <summary>Along an axis, the elements at the given places; x and indices broadcast over the other axes. Without an axis, of the flattened tensor.</summary>
    /// <exception cref="ValueError">The ranks differ, or (when computed) a place is out of range.</exception>
    public Tensor take_along_axis(Tensor x, Tensor indices, int? axis = null)
    {
        if (axis is null) (x, axis) = (ravel(x), 0);
        if (indices.ndim != x.ndim) throw new ValueError($"take_along_axis: x and indices must have as many axes. Received: x.shape={x.shape}, indices.shape={indices.shape}");
        int a = x.shape.Axis(axis.Value), length = x.shape[a];
        Shape common = Broadcast.Shapes("take_along_axis", x.shape.With(a, 1), indices.shape.With(a, 1));
        x = broadcast_to(x, common.With(a, length));
        Tensor places = broadcast_to(FromFront(indices, length), common.With(a, indices.shape[a]));
        // As numbers in the flattened tensor: the place along the axis, and one's own place along the others.
        Tensor flat = places * Stride(x.shape, a);
        for (int i = 0; i < x.ndim; i++)
            if (i != a && x.shape[i] != 1) flat += (new Iota(x.shape[i], DType.int64).On() * Stride(x.shape, i)).Reshape(new Shape([.. Enumerable.Range(0, x.ndim).Select(j => j == i ? x.shape[i] : 1)]));
        return new Gather().On(ravel(x), flat);
    }

    private static int Stride(Shape shape, int axis) => Extent.Of(shape.Dims[(axis + 1)..]);

    /// <summary>Zeros with values added at the places that the last axis of <paramref name="indices"/> names.</summary>
    /// <param name="indices">Places, int of shape (…, k): along each of the first k axes of the result.</param>
    /// <param name="values">Of shape (…, rest of the result's shape).</param>
    /// <param name="shape">The shape of the result.</param>
    public Tensor scatter(Tensor indices, Tensor values, Shape shape)
    {
        (Tensor rows, int k) = RowNumbers(indices, shape);
        Shape inner = shape[k..];
        return new ScatterAdd(Extent.Of(shape.Dims[..k])).On(values.Reshape(rows.shape.Concat(inner)), rows).Reshape(shape);
    }

    /// <summary>The tensor with the values at some places replaced, or with <paramref name="reduction"/> <c>add</c> added to.</summary>
    /// <param name="inputs">The tensor.</param>
    /// <param name="indices">Places, int of shape (…, k): along each of the first k axes.</param>
    /// <param name="updates">Of shape (…, rest of the shape).</param>
    /// <param name="reduction">null: the values replace what is there; if a place is named twice, the sum of its values does.</param>
    public Tensor scatter_update(Tensor inputs, Tensor indices, Tensor updates, string? reduction = null)
    {
        Tensor added = scatter(indices, updates.Cast(inputs.dtype), inputs.shape);
        return reduction switch
        {
            null => where(scatter(indices, ones(updates.shape, DType.int32), inputs.shape) > 0, added, inputs),
            "add" => inputs + added,
            _ => throw new NotSupportedException($"scatter_update: reduction '{reduction}' is not supported: null and \"add\" are."),
        };
    }

    private (Tensor rows, int k) RowNumbers(Tensor indices, Shape shape)
    {
        if (indices.ndim == 0 || indices.shape[^1] > shape.Rank) throw new ValueError($"scatter: the last axis of the indices (shape {indices.shape}) must name at most the {shape.Rank} axes of {shape}.");
        int k = indices.shape[^1];
        Tensor places = indices.Cast(DType.int64).Reshape((Extent.Of(indices.shape.Dims[..^1]), k));
        int[] strides = [.. Enumerable.Range(0, k).Select(i => Extent.Of(shape.Dims[(i + 1)..k]))];
        // A place outside along any axis is none at all.
        Tensor? rows = null, inside = null;
        for (int i = 0; i < k; i++)
        {
            Tensor place = squeeze(slice(places, 1, i, 1), 1), fits = (place >= 0) & (place < shape[i]);
            (rows, inside) = rows is null ? (place * strides[i], fits) : (rows + place * strides[i], inside! & fits);
        }
        return (rows is null ? zeros(places.shape[0], DType.int64) : where(inside!, rows, -1), k);
    }

    /// <summary>Elements added up by segment number; numbers outside are dropped.</summary>
    public Tensor segment_sum(Tensor data, Tensor segment_ids, int num_segments) => new ScatterAdd(num_segments).On(data, segment_ids.Cast(DType.int64));

    /// <summary>How often each whole number from 0 on occurs (int32), or the sum of its weights; as long as <paramref name="minlength"/>, and numbers beyond are dropped.</summary>
    public Tensor bincount(Tensor x, Tensor? weights = null, int minlength = 0) =>
        segment_sum(weights is null ? ones(x.shape, DType.int32) : weights, x, minlength > 0 ? minlength : throw new NotSupportedException("bincount: the length of the result must be known: give `minlength`."));
}
