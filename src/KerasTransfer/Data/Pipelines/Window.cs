using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Datasets of neighbouring elements: <c>ds.window(3, shift: 1, drop_remainder: true).flat_map(w => w.batch(3))</c>.</summary>
    /// <param name="size">Elements in a window.</param>
    /// <param name="shift">How far the next window starts; <paramref name="size"/> unless given.</param>
    /// <param name="stride">How far the elements of a window are apart.</param>
    /// <param name="drop_remainder">Whether last windows with less are left out.</param>
    public Dataset window(long size, long? shift = null, long stride = 1, bool drop_remainder = false) => new WindowDataset(this, size, shift ?? size, stride, drop_remainder);
}

internal sealed class WindowDataset : DerivedDataset
{
    private readonly long size, shift, stride;
    private readonly bool dropRemainder;

    public WindowDataset(Dataset source, long size, long shift, long stride, bool dropRemainder) : base(source)
    {
        if (size < 1 || shift < 1 || stride < 1) throw new ValueError($"window's size, shift and stride must be at least 1. Received: size={size}, shift={shift}, stride={stride}");
        (this.size, this.shift, this.stride, this.dropRemainder) = (size, shift, stride, dropRemainder);
    }

    internal override Pass NewPass() => new WindowPass(Source.NewPass(), this);
    public override long cardinality() => Source.cardinality() is not (var n and >= 0) ? Source.cardinality() : dropRemainder ? Math.Max(0, (n - (size - 1) * stride - 1 + shift) / shift) : (n + shift - 1) / shift;
    internal override Element Sample() => Of([Source.Sample()]);
    private protected override ElementSpec FindSpec() => ElementSpec.Of(Sample());

    /// <summary>Elements as a dataset for each of their arrays.</summary>
    private static Element Of(List<Element> elements)
    {
        object[][] leaves = [.. elements.Select(e => e.Leaves.ToArray())];
        int component = 0;
        return elements[0].Map(_ => component++ is var c ? new ElementsDataset([.. leaves.Select(l => l[c] as NDArray is { } a ? (Element)a : (Element)(string)l[c])]) : null!);
    }

    private sealed class WindowPass(Pass source, WindowDataset dataset) : DerivedPass(source)
    {
        private readonly List<Element> next = [];                               // elements from the start of the next window on
        private long ahead;                                                     // elements still to pass over before it
        private bool ended;

        public override Element? Next()
        {
            for (; ahead > 0 && !ended; ahead--) ended = Source.Next() is null;
            long width = (dataset.size - 1) * dataset.stride + 1;
            while (!ended && next.Count < width)
            {
                if (Source.Next() is { } element) next.Add(element);
                else ended = true;
            }
            if (next.Count == 0 || dataset.dropRemainder && next.Count < width) return null;
            List<Element> window = [];
            for (long i = 0; i < next.Count && i < width; i += dataset.stride) window.Add(next[(int)i]);
            int leave = (int)Math.Min(dataset.shift, next.Count);
            next.RemoveRange(0, leave);
            ahead = dataset.shift - leave;
            return Of(window);
        }
    }
}

/// <summary>Elements that are there.</summary>
internal sealed class ElementsDataset(Element[] elements) : Dataset
{
    internal override Pass NewPass() => new SequencePass(elements);
    public override long cardinality() => elements.Length;
    internal override Element Sample() => elements.Length > 0 ? elements[0] : throw new ValueError("The dataset is empty: there is no element to see what they look like.");
}
