using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class Tensor
{
    /// <summary>Part of the tensor, as Python's <c>x[:, 0]</c>: numbers, ranges, steps, <c>Slice.Ellipsis</c>, new axes, and one list of places.</summary>
    /// <exception cref="ValueError">An index is out of bounds, or there are too many.</exception>
    /// <exception cref="NotSupportedException">A mask, or several lists of places.</exception>
    public Tensor this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            int used = 0, ellipses = 0;
            foreach (Slice s in slices)
            {
                if (s.Kind is not (Slice.SliceKind.NewAxis or Slice.SliceKind.Ellipsis)) used++;
                if (s.Kind == Slice.SliceKind.Ellipsis) ellipses++;
            }
            if (ellipses > 1) throw new ValueError("an index can only have a single ellipsis ('...')");
            if (used > ndim) throw new ValueError($"too many indices for tensor: tensor is {ndim}-dimensional, but {used} were indexed");

            int[] begins = new int[ndim], sizes = shape.ToArray(), steps = new int[ndim];
            Array.Fill(steps, 1);
            List<int> kept = [];                                                // the lengths of the result's axes
            (int Axis, NDArray Places)? list = null;                            // the axis of the result that a list of places picks from
            int axis = 0;
            foreach (Slice s in slices)
                switch (s.Kind)
                {
                    case Slice.SliceKind.NewAxis: kept.Add(1); break;
                    case Slice.SliceKind.Ellipsis:
                        for (int left = ndim - used; left > 0; left--) kept.Add(sizes[axis++]);
                        break;
                    case Slice.SliceKind.Index:
                        (begins[axis], sizes[axis]) = (s.Place(axis, shape[axis]), 1);
                        axis++;
                        break;
                    case Slice.SliceKind.Array when list is not null || s.Array!.dtype == DType.@bool:
                        throw new NotSupportedException("A tensor cannot be indexed with a mask or with several lists of places: shapes in a computation must be known. Write keras.ops.where(mask, x, 0) or keras.ops.take_along_axis.");
                    case Slice.SliceKind.Array:
                        list = (kept.Count, s.Array!);
                        kept.Add(sizes[axis++]);
                        break;
                    default:
                        (begins[axis], steps[axis], sizes[axis]) = s.Places(shape[axis]);
                        kept.Add(sizes[axis++]);
                        break;
                }
            while (axis < ndim) kept.Add(sizes[axis++]);
            Tensor part = sizes.AsSpan().SequenceEqual(shape.Dims) && steps.All(step => step == 1) ? this : new Ops.Slice(begins, sizes, steps).On(this);
            part = part.Reshape(new Shape([.. kept]));
            return list is { } l ? KerasApi.keras.ops.take(part, (Tensor)l.Places, l.Axis) : part;
        }
    }
}
