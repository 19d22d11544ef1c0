using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// How an operand is stretched over a larger shape. Where its axes longer than one are neighbours, element i of the larger array is element
/// (i / <see cref="Inner"/>) mod <see cref="Period"/> of the operand; elsewhere it is found by the shapes, neighbouring axes of one kind being joined.
/// </summary>
internal readonly record struct Spread(int Inner, int Period, Shape? From = null, Shape? To = null)
{
    public static readonly Spread None = default;
    public bool IsNone => Period == 0;

    /// <summary>The way from one shape to another.</summary>
    public static Spread Of(Shape from, Shape to)
    {
        if (from == to || from.Size == to.Size) return None;
        if (from.Size == 1) return new(1, 1);
        int extra = to.Rank - from.Rank, first = -1, last = -1;
        for (int i = 0; i < to.Rank; i++)
            if (i >= extra && from[i - extra] != 1)
            {
                if (first < 0) first = i;
                last = i;
            }
        for (int i = first; i <= last; i++)
            if (from[i - extra] != to[i]) return ByShapes(from, to);
        return new(checked((int)to[(last + 1)..].Size), checked((int)to[first..(last + 1)].Size));
    }

    private static Spread ByShapes(Shape from, Shape to)
    {
        List<int> source = [], target = [];
        for (int i = 0; i < to.Rank; i++)
        {
            int length = i < to.Rank - from.Rank ? 1 : from[i - (to.Rank - from.Rank)];
            if (to[i] == 1) continue;
            bool joins = source.Count > 0 && (length == 1) == (source[^1] == 1);
            if (!joins) { source.Add(length); target.Add(to[i]); }
            else (source[^1], target[^1]) = (source[^1] * length, checked(target[^1] * to[i]));
        }
        return new(-1, checked((int)from.Size), new([.. source]), new([.. target]));
    }

    /// <summary>Writes elements <paramref name="start"/> up to <paramref name="start"/> + <paramref name="count"/> of the stretched array to <paramref name="target"/>.</summary>
    public unsafe void Fill(nint source, int elementSize, int start, int count, nint target)
    {
        switch (elementSize)
        {
            case 4: Fill(new ReadOnlySpan<int>((void*)source, Period), start, new Span<int>((void*)target, count)); break;
            case 8: Fill(new ReadOnlySpan<long>((void*)source, Period), start, new Span<long>((void*)target, count)); break;
            case 1: Fill(new ReadOnlySpan<byte>((void*)source, Period), start, new Span<byte>((void*)target, count)); break;
            default: Fill(new ReadOnlySpan<short>((void*)source, Period), start, new Span<short>((void*)target, count)); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill<T>(ReadOnlySpan<T> source, int start, Span<T> target)
    {
        if (Period == 1) { target.Fill(source[0]); return; }
        if (To is not null) { FillByShapes(source, start, target); return; }
        int done = 0, element = start / Inner % Period, into = start % Inner;
        if (Inner == 1)
            while (done < target.Length)
            {
                int run = Math.Min(Period - element, target.Length - done);
                source.Slice(element, run).CopyTo(target[done..]);
                (done, element) = (done + run, 0);
            }
        else
            while (done < target.Length)
            {
                int run = Math.Min(Inner - into, target.Length - done);
                target.Slice(done, run).Fill(source[element]);
                (done, into, element) = (done + run, 0, element + 1 == Period ? 0 : element + 1);
            }
    }

    // Run by run along the last axis.
    private void FillByShapes<T>(ReadOnlySpan<T> source, int start, Span<T> target)
    {
        int length = To![^1], row = start / length, into = start % length;
        bool isKept = From![^1] != 1;
        for (int done = 0; done < target.Length; row++, into = 0)
        {
            int at = 0, stride = isKept ? length : 1;
            for (int axis = To.Rank - 2, rest = row; axis >= 0; axis--)
            {
                (rest, int index) = Math.DivRem(rest, To[axis]);
                if (From[axis] == 1) continue;
                at += index * stride;
                stride *= From[axis];
            }
            int run = Math.Min(length - into, target.Length - done);
            if (isKept) source.Slice(at + into, run).CopyTo(target[done..]);
            else target.Slice(done, run).Fill(source[at]);
            done += run;
        }
    }
}
