namespace KerasTransfer;

public sealed partial class NDArray
{
    /// <summary>
    /// Part of the array: numbers, ranges, steps, masks, index arrays, new axes; the rules are NumPy's. One contiguous run shares the memory, everything else is a copy.
    /// Assigning writes into this array, the value broadcast to the part's shape and converted to this array's type.
    /// </summary>
    /// <exception cref="ValueError">An index is out of bounds, there are too many, or a value does not fit the part.</exception>
    public NDArray this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            if (GradientTape.Records(this)) return ((Tensor)this)[slices].numpy();
            Selection selection = new(shape, slices);
            int start = selection.ContiguousStart;
            if (start >= 0 && !selection.IsElement) return View(start, selection.Shape);
            return selection.Copy(this);
        }
        set
        {
            Selection selection = new(shape, slices);
            Shape target = selection.Shape, given = value.shape;
            while (given.Rank > target.Rank && given[0] == 1) given = given[1..];   // NumPy lets leading ones go
            Promotion.CheckFits(value, dtype);
            NDArray values = Broadcasting.To(value.As(dtype).View(given), target, "could not broadcast input array from shape {0} into shape {1}");
            if (ReferenceEquals(values.Storage, Storage)) values = values.copy();
            Recorded = null;                                                    // no longer what was computed
            switch (dtype.Size)
            {
                case 1: selection.Scatter(values.Raw<byte>(), Raw<byte>()); break;
                case 2: selection.Scatter(values.Raw<short>(), Raw<short>()); break;
                case 4: selection.Scatter(values.Raw<int>(), Raw<int>()); break;
                default: selection.Scatter(values.Raw<long>(), Raw<long>()); break;
            }
        }
    }

    /// <summary>Indexing with what <c>np.nonzero</c> and <c>np.where</c> give: one array of places per axis.</summary>
    public NDArray this[NDArray[] indices]
    {
        get => this[[.. indices.Select(i => (Slice)i)]];
        set => this[[.. indices.Select(i => (Slice)i)]] = value;
    }
}
