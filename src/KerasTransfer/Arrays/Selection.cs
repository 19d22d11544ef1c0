using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>The elements that an index picks out of an array: a first place, and per axis of the result a stride or a table of places.</summary>
internal sealed class Selection
{
    /// <summary>One axis: the i-th place lies at <c>i * Stride</c>, or at <c>Table[i]</c>.</summary>
    private readonly record struct Axis(int Count, int Stride, int[]? Table = null)
    {
        public int At(int i) => Table is null ? i * Stride : Table[i];
    }

    private readonly int start;
    private readonly Axis[] axes;   // neighbours that walk on evenly are merged

    /// <summary>The shape of what is picked.</summary>
    public Shape Shape { get; }
    /// <summary>Whether it is a single element named by numbers alone: NumPy gives a number then, not a view.</summary>
    public bool IsElement { get; }
    /// <summary>Where the run starts, if what is picked is one contiguous run; else −1.</summary>
    public int ContiguousStart => !isAdvanced && (axes.Length == 0 || axes.Length == 1 && (axes[0].Stride == 1 || axes[0].Count <= 1)) ? start : !isAdvanced && Shape.Size == 0 ? 0 : -1;
    private readonly bool isAdvanced;

    public Selection(Shape source, ReadOnlySpan<Slice> slices)
    {
        int[] strides = Broadcasting.Strides(source);
        int used = 0, ellipses = 0;
        foreach (Slice s in slices)
        {
            used += s.Kind switch { Slice.SliceKind.NewAxis or Slice.SliceKind.Ellipsis => 0, Slice.SliceKind.Array when s.Array!.dtype == DType.@bool => s.Array.ndim, _ => 1 };
            if (s.Kind == Slice.SliceKind.Ellipsis) ellipses++;
            if (s.Kind == Slice.SliceKind.Array) isAdvanced = true;
        }
        if (ellipses > 1) throw new ValueError("an index can only have a single ellipsis ('...')");
        if (used > source.Rank) throw new ValueError($"too many indices for array: array is {source.Rank}-dimensional, but {used} were indexed");

        List<(Axis axis, bool isArray)> picked = [];
        List<(NDArray places, int scale, int length, int axis)> arrays = [];   // advanced indices, in units of scale elements
        int firstArray = -1, lastArray = -1, position = 0, arraySlot = 0, current = 0;
        foreach (Slice s in slices)
        {
            switch (s.Kind)
            {
                case Slice.SliceKind.NewAxis: picked.Add((new Axis(1, 0), false)); break;
                case Slice.SliceKind.Ellipsis:
                    for (int left = source.Rank - used; left > 0; left--, current++) picked.Add((new Axis(source[current], strides[current]), false));
                    break;
                case Slice.SliceKind.Index when !isAdvanced:
                    start += s.Place(current, source[current]) * strides[current];
                    current++;
                    break;
                case Slice.SliceKind.Index:
                    Advanced(NDArray.ScalarOf((long)s.Place(current, source[current])), strides[current], source[current], 1);
                    break;
                case Slice.SliceKind.Array when s.Array!.dtype == DType.@bool:
                    NDArray mask = s.Array;
                    for (int k = 0; k < mask.ndim; k++)
                        if (mask.shape[k] != source[current + k])
                            throw new ValueError($"boolean index did not match indexed array along axis {current + k}; size of axis is {source[current + k]} but size of corresponding boolean axis is {mask.shape[k]}");
                    // A mask over several axes picks by its place in row-major order, as those axes lie in memory.
                    if (mask.ndim == 0) { picked.Add((new Axis(1, 0), false)); Advanced(NDArray.FromArray(mask.item<bool>() ? new long[1] : [], mask.item<bool>() ? 1 : 0), 0, 1, 0); }
                    else Advanced(TruePlaces(mask), strides[current + mask.ndim - 1], mask.size, mask.ndim);
                    break;
                case Slice.SliceKind.Array:
                    NDArray places = s.Array!;
                    if (!places.dtype.IsInteger && places.size > 0) throw new ValueError($"arrays used as indices must be of integer (or boolean) type. Received: {places.dtype}");
                    Advanced(places.As(DType.int64), strides[current], source[current], 1);
                    break;
                default:
                    var (from, step, count) = s.Places(source[current]);
                    if (count > 0) start += from * strides[current];
                    picked.Add((new Axis(count, step * strides[current]), false));
                    current++;
                    break;
            }
            position++;
        }
        for (; current < source.Rank; current++) picked.Add((new Axis(source[current], strides[current]), false));

        if (!isAdvanced)
        {
            Shape = new Shape([.. picked.Select(p => p.axis.Count)]);
            IsElement = picked.Count == 0 && source.Rank > 0;
            axes = Merge(picked.Select(p => p.axis));
            return;
        }

        Shape together = Broadcasting.Together([.. arrays.Select(a => a.places.shape)], "shape mismatch: indexing arrays could not be broadcast together with shapes");
        int[] table = new int[together.Size];
        foreach (var (places, scale, length, axis) in arrays)
        {
            ReadOnlySpan<long> index = Broadcasting.To(places, together).AsSpan<long>();
            for (int i = 0; i < table.Length; i++)
            {
                long p = index[i] < 0 ? index[i] + length : index[i];
                if ((ulong)p >= (ulong)length) throw new ValueError($"index {index[i]} is out of bounds for axis {axis} with size {length}");
                table[i] += (int)p * scale;
            }
        }
        // Index arrays side by side leave their axes where they stood; else these come first.
        int at = lastArray - firstArray + 1 == arrays.Count ? arraySlot : 0;
        int[] counts = [.. picked.Select(p => p.axis.Count)];
        Shape = new Shape([.. counts[..at], .. together.Dims, .. counts[at..]]);
        axes = Merge([.. picked[..at].Select(p => p.axis), new Axis(table.Length, 0, table), .. picked[at..].Select(p => p.axis)]);

        void Advanced(NDArray places, int scale, int length, int consumed)
        {
            if (firstArray < 0) (firstArray, arraySlot) = (position, picked.Count);
            lastArray = position;
            arrays.Add((places, scale, length, current));
            current += consumed;
        }
    }

    /// <summary>Axes that walk over the elements as given: a transpose, a diagonal, a row that repeats (stride 0).</summary>
    public Selection(int start, Shape shape, ReadOnlySpan<int> strides)
    {
        (this.start, Shape) = (start, shape);
        Axis[] all = new Axis[strides.Length];
        for (int i = 0; i < all.Length; i++) all[i] = new Axis(shape[i], strides[i]);
        axes = Merge(all);
    }

    private static NDArray TruePlaces(NDArray mask)
    {
        ReadOnlySpan<bool> flags = mask.AsSpan<bool>();
        long[] places = new long[flags.Count(true)];
        for (int i = 0, n = 0; i < flags.Length; i++) if (flags[i]) places[n++] = i;
        return NDArray.FromArray(places, places.Length);
    }

    private static Axis[] Merge(IEnumerable<Axis> axes)
    {
        List<Axis> merged = [];
        foreach (Axis axis in axes)
        {
            if (axis is { Count: 1, Table: null }) continue;
            if (axis.Table is null && merged.Count > 0 && merged[^1] is { Table: null } last && last.Stride == axis.Count * axis.Stride)
                merged[^1] = new Axis(last.Count * axis.Count, axis.Stride);
            else merged.Add(axis);
        }
        return [.. merged];
    }

    /// <summary>What is picked out of <paramref name="source"/>, copied.</summary>
    public NDArray Copy(NDArray source)
    {
        NDArray result = NDArray.Uninitialized(Shape, source.dtype);
        switch (source.dtype.Size)
        {
            case 1: Gather<byte>(source.Raw<byte>(), result.Raw<byte>()); break;
            case 2: Gather<short>(source.Raw<short>(), result.Raw<short>()); break;
            case 4: Gather<int>(source.Raw<int>(), result.Raw<int>()); break;
            default: Gather<long>(source.Raw<long>(), result.Raw<long>()); break;
        }
        return result;
    }

    /// <summary>Copies what is picked into <paramref name="target"/>, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
    public void Gather<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        if (target.IsEmpty) return;
        if (axes.Length == 0) { target[0] = source[start]; return; }
        Axis inner = axes[^1];
        int[] at = new int[axes.Length - 1];
        for (int done = 0; done < target.Length; done += inner.Count)
        {
            int place = PlaceOf(at);
            Span<T> run = target.Slice(done, inner.Count);
            if (inner.Table is int[] table) for (int i = 0; i < run.Length; i++) run[i] = source[place + table[i]];
            else if (inner.Stride == 1) source.Slice(place, run.Length).CopyTo(run);
            else for (int i = 0; i < run.Length; i++) run[i] = source[place + i * inner.Stride];
            Advance(at);
        }
    }

    /// <summary>Writes <paramref name="values"/>, row by row, over what is picked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter<T>(ReadOnlySpan<T> values, Span<T> target)
    {
        if (values.IsEmpty) return;
        if (axes.Length == 0) { target[start] = values[0]; return; }
        Axis inner = axes[^1];
        int[] at = new int[axes.Length - 1];
        for (int done = 0; done < values.Length; done += inner.Count)
        {
            int place = PlaceOf(at);
            ReadOnlySpan<T> run = values.Slice(done, inner.Count);
            if (inner.Table is int[] table) for (int i = 0; i < run.Length; i++) target[place + table[i]] = run[i];
            else if (inner.Stride == 1) run.CopyTo(target[place..]);
            else for (int i = 0; i < run.Length; i++) target[place + i * inner.Stride] = run[i];
            Advance(at);
        }
    }

    private int PlaceOf(int[] at)
    {
        int place = start;
        for (int i = 0; i < at.Length; i++) place += axes[i].At(at[i]);
        return place;
    }

    private void Advance(int[] at)
    {
        for (int i = at.Length - 1; i >= 0; i--)
        {
            if (++at[i] < axes[i].Count) return;
            at[i] = 0;
        }
    }
}
