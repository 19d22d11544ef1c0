using KerasTransfer.Data;
using KerasTransfer.Graph;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Elements put together along a new first axis.</summary>
    /// <param name="batch_size">How many.</param>
    /// <param name="drop_remainder">Whether a last batch with less is left out.</param>
    /// <param name="num_parallel_calls">Without effect: putting together is no work.</param>
    /// <param name="deterministic">Without effect: the order always stays.</param>
    /// <exception cref="ValueError">The size is below 1; while going through, elements differ in shape.</exception>
    public Dataset batch(long batch_size, bool drop_remainder = false, long? num_parallel_calls = null, bool? deterministic = null) =>
        new BatchDataset(this, batch_size, drop_remainder) { class_names = class_names, file_paths = file_paths };
}

internal sealed class BatchDataset(Dataset source, long size, bool dropRemainder) : DerivedDataset(source)
{
    private readonly int size = size is > 0 and <= int.MaxValue ? (int)size : throw new ValueError($"batch_size must be greater than zero. Received: batch_size={size}");

    /// <summary>Elements in a batch.</summary>
    public int Size => size;

    internal override Pass NewPass() => new BatchPass(Source.NewPass(), size, dropRemainder);
    public override long cardinality() => Source.cardinality() is var n and >= 0 ? (dropRemainder ? n : n + size - 1) / size : Source.cardinality();
    internal override Element Sample() => Stack(Enumerable.Repeat(Source.Sample(), dropRemainder ? size : 1).ToList());
    private protected override ElementSpec FindSpec() => Source.element_spec.Map(s => new Shape(dropRemainder ? size : Shape.Unknown).Concat(s));

    private sealed class BatchPass(Pass source, int size, bool dropRemainder) : DerivedPass(source)
    {
        private readonly List<Element> elements = new(Math.Min(size, 1024));

        public override Element? Next()
        {
            while (elements.Count < size && Source.Next() is { } element) elements.Add(element);
            if (elements.Count == 0 || dropRemainder && elements.Count < size) return null;
            try { return Stack(elements); }
            finally { elements.Clear(); }
        }
    }

    /// <summary>Arrays of the same shape put together along a new first axis.</summary>
    public static Element Stack(List<Element> elements)
    {
        object[][] leaves = [.. elements.Select(e => e.Leaves.ToArray())];
        if (leaves.Any(l => l.Length != leaves[0].Length)) throw new ValueError($"Elements of a batch must have the same parts. Received: {elements[0].Describe()} and {elements[Array.FindIndex(leaves, l => l.Length != leaves[0].Length)].Describe()}.");
        int component = 0;
        return elements[0].Map(_ =>
        {
            int c = component++;
            if (leaves[0][c] is string) return leaves.Select(l => (string)l[c]).ToArray();
            if (leaves[0][c] is Dataset) return BatchOfDatasets(leaves, c);
            NDArray first = (NDArray)leaves[0][c];
            NDArray batch = NDArray.Uninitialized(new Shape(leaves.Length).Concat(first.shape), first.dtype);
            Span<byte> to = Pinned.Bytes(batch);
            for (int i = 0; i < leaves.Length; i++)
            {
                NDArray one = (NDArray)leaves[i][c];
                if (one.shape != first.shape)
                    throw new ValueError($"Cannot batch tensors with different shapes in component {c}. First element had shape {first.shape} and element {i} had shape {one.shape}. Bring them to one size with map before batch, or use padded_batch.");
                if (one.dtype != first.dtype) throw new ValueError($"Cannot batch tensors of different types in component {c}. First element had type {first.dtype} and element {i} had type {one.dtype}.");
                Pinned.Bytes(one).CopyTo(to[(i * (int)first.nbytes)..]);
            }
            return batch;
        });
    }

    private static Element BatchOfDatasets(object[][] leaves, int component) => throw new ValueError($"Component {component} of the elements is a dataset, which cannot be put into a batch of {leaves.Length}. Use flat_map(w => w.batch(n)) first.");
}
