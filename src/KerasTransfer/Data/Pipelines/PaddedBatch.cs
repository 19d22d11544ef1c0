using KerasTransfer.Data;
using KerasTransfer.Graph;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Elements put together along a new first axis, those that are shorter filled up at the end.</summary>
    /// <param name="batch_size">How many.</param>
    /// <param name="padded_shapes">The shape of each array (one for all); null, and where a length is null: the longest in the batch.</param>
    /// <param name="padding_values">What they are filled with; 0 unless given.</param>
    /// <param name="drop_remainder">Whether a last batch with less is left out.</param>
    /// <exception cref="ValueError">The size is below 1; while going through, an element is longer than the shape given or has another number of axes.</exception>
    public Dataset padded_batch(long batch_size, Shape[]? padded_shapes = null, double[]? padding_values = null, bool drop_remainder = false) => new PaddedBatchDataset(this, batch_size, padded_shapes, padding_values, drop_remainder);

    /// <inheritdoc cref="padded_batch(long, Shape[], double[], bool)"/>
    public Dataset padded_batch(long batch_size, Shape padded_shapes, double padding_values = 0, bool drop_remainder = false) => new PaddedBatchDataset(this, batch_size, [padded_shapes], [padding_values], drop_remainder);
}

internal sealed class PaddedBatchDataset(Dataset source, long size, Shape[]? shapes, double[]? values, bool dropRemainder) : DerivedDataset(source)
{
    private readonly int size = size is > 0 and <= int.MaxValue ? (int)size : throw new ValueError($"batch_size must be greater than zero. Received: batch_size={size}");

    internal override Pass NewPass() => new PaddedBatchPass(Source.NewPass(), this);
    public override long cardinality() => Source.cardinality() is var n and >= 0 ? (dropRemainder ? n : n + size - 1) / size : Source.cardinality();
    internal override Element Sample() => Pad([Source.Sample()]);
    private protected override ElementSpec FindSpec()
    {
        int component = 0;
        return Source.element_spec.Map(s => new Shape(dropRemainder ? size : Shape.Unknown).Concat(ShapeOf(component++) ?? s));
    }

    private Shape? ShapeOf(int component) => shapes is null ? null : shapes.Length == 1 ? shapes[0] : component < shapes.Length ? shapes[component] : throw new ValueError($"padded_shapes has {shapes.Length} shapes, one for each array is needed.");

    private sealed class PaddedBatchPass(Pass source, PaddedBatchDataset dataset) : DerivedPass(source)
    {
        public override Element? Next()
        {
            List<Element> elements = [];
            while (elements.Count < dataset.size && Source.Next() is { } element) elements.Add(element);
            return elements.Count == 0 || dataset.DropsRemainder && elements.Count < dataset.size ? null : dataset.Pad(elements);
        }
    }

    private bool DropsRemainder => dropRemainder;

    private Element Pad(List<Element> elements)
    {
        NDArray[][] leaves = [.. elements.Select(e => e.Leaves.Select(l => l as NDArray ?? throw new NotSupportedException("padded_batch takes arrays, not texts or datasets.")).ToArray())];
        int component = 0;
        return elements[0].Map(_ =>
        {
            int c = component++;
            NDArray first = leaves[0][c];
            if (leaves.FirstOrDefault(l => l[c].ndim != first.ndim) is { } other) throw new ValueError($"All elements in a batch must have the same rank as the padded shape for component {c}: expected rank {first.ndim}, got rank {other[c].ndim}.");
            int[] longest = [.. Enumerable.Range(0, first.ndim).Select(axis => leaves.Max(l => l[c].shape[axis]))];
            if (ShapeOf(c) is { } given)
            {
                if (given.Rank != first.ndim) throw new ValueError($"padded_shapes has the shape {given} for component {c}, whose elements have {first.ndim} axes.");
                for (int i = 0; i < longest.Length; i++)
                {
                    if (given[i] == Shape.Unknown) continue;
                    if (longest[i] > given[i]) throw new ValueError($"Attempted to pad to a smaller size than the input element: component {c} has length {longest[i]} along axis {i}, the padded shape is {given}.");
                    longest[i] = given[i];
                }
            }
            double value = values is null ? 0 : values.Length == 1 ? values[0] : values[c];
            NDArray batch = KerasApi.np.full(new Shape([leaves.Length, .. longest]), value, first.dtype);
            int width = batch.size / leaves.Length;
            for (int i = 0; i < leaves.Length; i++) Place(leaves[i][c], batch.View(i * width, new Shape(longest)));
            return batch;
        });
    }

    private static void Place(NDArray small, NDArray large)
    {
        if (small.ndim <= 1)
        {
            Pinned.Bytes(small).CopyTo(Pinned.Bytes(large));
            return;
        }
        for (int i = 0; i < small.shape[0]; i++) Place(small[i], large[i]);
    }
}
