using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Keeps the elements in memory once they were gone through: later passes compute nothing anew, and see the order of the first.</summary>
    /// <param name="filename">Only empty: files are not supported.</param>
    /// <exception cref="NotSupportedException">A file is named.</exception>
    public Dataset cache(string filename = "") => filename == "" ? new CacheDataset(this) { class_names = class_names, file_paths = file_paths }
        : throw new NotSupportedException($"cache('{filename}'): a cache in a file is not supported. Leave the name out to keep the elements in memory, or go without a cache: the data are then read again in each epoch.");
}

internal sealed class CacheDataset(Dataset source) : DerivedDataset(source)
{
    private volatile Element[]? kept;

    internal override Pass NewPass() => kept is { } elements ? new SequencePass(elements) : new KeepingPass(this, Source.NewPass());

    // Complete once the end is reached, or, where the number is known, with the last element: fit does not ask for more than that.
    private sealed class KeepingPass(CacheDataset cache, Pass source) : DerivedPass(source)
    {
        private readonly List<Element> elements = [];
        private readonly long count = cache.cardinality();

        public override Element? Next()
        {
            Element? element = Source.Next();
            if (element is not null) elements.Add(element);
            if (element is null || elements.Count == count) cache.kept ??= [.. elements];
            return element;
        }
    }
}
