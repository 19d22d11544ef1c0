using System.Runtime.CompilerServices;

namespace KerasTransfer.Ops;

/// <summary>Goes through the runs of bytes that lie together both in a whole array and in a regular part of it. Up to eight axes; allocates nothing.</summary>
internal ref struct StridedRuns
{
    private readonly int[] sizes, steps;
    private readonly int outer;                                                 // axes before the run
    private Counters index, strides;
    private bool started;
    private readonly bool empty;

    public StridedRuns(Shape whole, int[] begins, int[] sizes, int[] steps, int element)
    {
        if (whole.Rank > 8) throw new NotSupportedException($"Slices of tensors of more than eight axes are not supported (shape {whole}). Reshape first.");
        (this.sizes, this.steps, Length) = (sizes, steps, element);
        empty = sizes.AsSpan().Contains(0);
        for (int i = whole.Rank - 1, stride = element; i >= 0; stride *= whole[i--])
        {
            strides[i] = stride;
            Whole += begins[i] * stride;
        }
        outer = whole.Rank;
        while (outer > 0 && steps[outer - 1] == 1 && sizes[outer - 1] == whole[outer - 1]) Length *= sizes[--outer];
        if (outer > 0 && steps[outer - 1] == 1) Length *= sizes[--outer];
    }

    /// <summary>Byte offset in the whole.</summary>
    public int Whole { get; private set; }
    /// <summary>Byte offset in the part.</summary>
    public int Part { get; private set; }
    /// <summary>Bytes in each run.</summary>
    public int Length { get; }

    public bool MoveNext()
    {
        if (empty) return false;
        if (!started) return started = true;
        int axis = outer - 1;
        for (; axis >= 0 && ++index[axis] == sizes[axis]; axis--)
        {
            index[axis] = 0;
            Whole -= (sizes[axis] - 1) * steps[axis] * strides[axis];
        }
        if (axis < 0) return false;
        Whole += steps[axis] * strides[axis];
        Part += Length;
        return true;
    }

    [InlineArray(8)]
    private struct Counters
    {
        private int first;
    }
}
