namespace KerasTransfer.Ops;

/// <summary>How a window slides along one axis: its places, the steps between positions and between places, and the cells of padding at both ends.</summary>
/// <param name="Size">Places of the window.</param>
/// <param name="Stride">From one position to the next, in cells.</param>
/// <param name="Dilation">From one place to the next, in cells.</param>
/// <param name="Before">Cells of padding before the first.</param>
/// <param name="After">Cells of padding after the last.</param>
internal readonly record struct Window(int Size, int Stride = 1, int Dilation = 1, int Before = 0, int After = 0)
{
    /// <summary>The cells from the first place to the last, both included.</summary>
    public long Extent => (Size - 1L) * Dilation + 1;

    /// <summary>The number of positions on <paramref name="length"/> cells; 0 where the window does not fit.</summary>
    public int Length(int length) => Math.Max(0, (long)length + Before + After - Extent) is var room && (long)length + Before + After < Extent ? 0 : checked((int)(room / Stride) + 1);

    /// <summary>The window with the padding that a name means for an axis of so many cells: <c>valid</c> none, <c>same</c> so much that there are ⌈length / stride⌉ positions
    /// (the odd cell goes to the end), <c>causal</c> all before, so that no position sees what comes later.</summary>
    public Window Padded(string padding, int length)
    {
        switch (padding)
        {
            case "valid": return this with { Before = 0, After = 0 };
            case "causal": return this with { Before = checked((int)Extent - 1), After = 0 };
            case "same":
                long positions = (length + Stride - 1L) / Stride;
                int total = checked((int)Math.Max(0, (positions - 1) * Stride + Extent - length));
                return this with { Before = total / 2, After = total - total / 2 };
            default: throw new ValueError($"`padding` must be either `'valid'` or `'same'`. Received {padding}.");
        }
    }

    /// <summary>The places of the window that lie on cells, not on padding, at a position: from First up to End.</summary>
    public (int First, int End) Inside(int position, int length)
    {
        long start = (long)position * Stride - Before;
        long first = start >= 0 ? 0 : (-start + Dilation - 1) / Dilation, end = start >= length ? 0 : (length - start + Dilation - 1) / Dilation;
        return ((int)Math.Min(first, Size), (int)Math.Clamp(end, Math.Min(first, Size), Size));
    }
}
