using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>A chunk as the index lists it.</summary>
/// <param name="Index">Its row-major place among the dataset's chunks.</param>
/// <param name="Address">Where its bytes lie.</param>
/// <param name="Size">Bytes stored there.</param>
/// <param name="Mask">Filters that it skipped, one bit each.</param>
internal readonly record struct Chunk(long Index, long Address, long Size, uint Mask);

/// <summary>How a dataset's shape is cut into chunks.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] dims, maxDims, chunkDims, counts, maxCounts;
    private readonly int elementSize;

    public ChunkGrid(Hdf5Data data, ReadOnlySpan<long> dims, long[] maxDims, long[] chunkDims, int elementSize)
    {
        (this.dims, this.maxDims, this.chunkDims, this.elementSize) = (dims.ToArray(), maxDims, chunkDims, elementSize);
        counts = [.. this.dims.Select((dim, axis) => CeilDiv(dim, chunkDims[axis]))];
        maxCounts = [.. maxDims.Select((dim, axis) => dim < 0 ? -1 : CeilDiv(dim, chunkDims[axis]))];
        long bytes = elementSize;
        foreach (long dim in chunkDims)
            bytes = dim <= int.MaxValue && bytes * dim <= Array.MaxLength ? bytes * dim : throw data.Error($"chunks of ({string.Join(", ", chunkDims)}) are too large");
        ChunkBytes = (int)bytes;
        // No more than there are elements, which was checked to fit.
        Count = counts.Aggregate(1L, (product, count) => product * count);
    }

    public int Rank => dims.Length;

    public int ChunkBytes { get; }

    /// <summary>How many chunks cover the shape.</summary>
    public long Count { get; }

    private static long CeilDiv(long a, long b) => a / b + (a % b == 0 ? 0 : 1);

    /// <summary>Index of the chunk at a place in chunks along each axis, or -1 outside of the shape.</summary>
    public long IndexOf(ReadOnlySpan<long> place)
    {
        long index = 0;
        for (int axis = 0; axis < place.Length; axis++)
        {
            if ((ulong)place[axis] >= (ulong)counts[axis]) return -1;
            index = index * counts[axis] + place[axis];
        }
        return index;
    }

    /// <summary>Index of the chunk whose first element is there, or -1 outside of the shape; null where no chunk begins.</summary>
    public long? IndexOfOrigin(ReadOnlySpan<long> origin)
    {
        Span<long> place = stackalloc long[origin.Length];
        for (int axis = 0; axis < origin.Length; axis++)
        {
            if (origin[axis] % chunkDims[axis] != 0) return null;
            place[axis] = origin[axis] / chunkDims[axis];
        }
        return IndexOf(place);
    }

    /// <summary>Index of the chunk that arrays of chunks have at a position: they number the chunks of the largest shape,
    /// the one unlimited axis counting slowest.</summary>
    public long IndexOfArrayPosition(long position)
    {
        int unlimited = Math.Max(0, Array.IndexOf(maxDims, -1));
        Span<long> place = stackalloc long[Rank];
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            if (axis == unlimited) continue;
            place[axis] = position % Math.Max(1, maxCounts[axis]);
            position /= Math.Max(1, maxCounts[axis]);
        }
        place[unlimited] = position;
        return IndexOf(place);
    }

    /// <summary>One more than the last array position that a chunk of the present shape can have.</summary>
    public long ArrayLength
    {
        get
        {
            int unlimited = Math.Max(0, Array.IndexOf(maxDims, -1));
            UInt128 length = (UInt128)counts[unlimited];
            for (int axis = 0; axis < Rank; axis++)
                if (axis != unlimited) length = UInt128.Min((UInt128)long.MaxValue, length * (UInt128)Math.Max(1, maxCounts[axis]));
            return (long)length;
        }
    }

    /// <summary>Number of axes without limit.</summary>
    public int UnlimitedAxes => maxDims.Count(dim => dim < 0);

    /// <summary>Whether part of the chunk lies outside of the shape.</summary>
    public bool IsPartial(long index)
    {
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            if ((UInt128)(index % counts[axis] + 1) * (UInt128)chunkDims[axis] > (UInt128)dims[axis]) return true;
            index /= counts[axis];
        }
        return false;
    }

    /// <summary>Hands the part of a chunk that lies in the shape to a sink, in runs as long as possible.</summary>
    public void Scatter<TSink>(long index, ReadOnlySpan<byte> bytes, ref TSink sink) where TSink : IElementSink, allows ref struct
    {
        Span<long> origin = stackalloc long[Rank], part = stackalloc long[Rank], at = stackalloc long[Rank];
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            origin[axis] = index % counts[axis] * chunkDims[axis];
            index /= counts[axis];
            part[axis] = Math.Min(chunkDims[axis], dims[axis] - origin[axis]);
        }
        // Trailing axes that the chunk spans whole make one run with the axis before them.
        int last = Rank - 1;
        long run = part[last];
        while (last > 0 && chunkDims[last] == dims[last]) run *= part[--last];

        at.Clear();
        while (true)
        {
            long from = 0, to = 0;
            for (int axis = 0; axis < Rank; axis++)
            {
                from = from * chunkDims[axis] + at[axis];
                to = to * dims[axis] + origin[axis] + at[axis];
            }
            sink.Put(to, bytes.Slice((int)(from * elementSize), (int)(run * elementSize)));
            int next = last - 1;
            while (next >= 0 && ++at[next] == part[next]) at[next--] = 0;
            if (next < 0) return;
        }
    }
}
