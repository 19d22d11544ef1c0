using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Pairs of a number, counted up from <paramref name="start"/>, and an element.</summary>
    public Dataset enumerate(long start = 0) => zip(new RangeDataset(start, long.MaxValue / 2, 1, DType.int64), this);

    /// <summary>Every <paramref name="num_shards"/>-th element, from number <paramref name="index"/> on.</summary>
    /// <exception cref="ValueError">The numbers make no sense.</exception>
    public Dataset shard(long num_shards, long index) => new ShardDataset(this, num_shards, index);

    /// <summary>What is left of a value after a function took it through all elements.</summary>
    /// <param name="initial_state">The value to begin with.</param>
    /// <param name="reduce_func">Of the value and an element, the next value.</param>
    public NDArray reduce(NDArray initial_state, Func<NDArray, NDArray, NDArray> reduce_func) => this.Aggregate(initial_state, (state, e) => reduce_func(state, ElementFunctions.One(e)));

    /// <summary>Leaves out the elements that cannot be made: <c>ds.map(decode).ignore_errors()</c>.</summary>
    /// <param name="log_warning">Whether a warning is written for each.</param>
    public Dataset ignore_errors(bool log_warning = false) => new IgnoreErrorsDataset(this, log_warning) { class_names = class_names, file_paths = file_paths };
}

internal sealed class ShardDataset : DerivedDataset
{
    private readonly long shards, index;

    public ShardDataset(Dataset source, long shards, long index) : base(source)
    {
        if (shards < 1) throw new ValueError($"num_shards must be >= 1; got: {shards}");
        if (index < 0 || index >= shards) throw new ValueError($"index must be >= 0 and < num_shards; got: index={index}, num_shards={shards}");
        (this.shards, this.index) = (shards, index);
    }

    internal override Pass NewPass() => new ShardPass(Source.NewPass(), shards, index);
    public override long cardinality() => Source.cardinality() is var n and >= 0 ? n / shards + (index < n % shards ? 1 : 0) : Source.cardinality();

    private sealed class ShardPass(Pass source, long shards, long index) : DerivedPass(source)
    {
        private long seen;

        public override Element? Next()
        {
            while (Source.Next() is { } element)
                if (seen++ % shards == index) return element;
            return null;
        }
    }
}

internal sealed class IgnoreErrorsDataset(Dataset source, bool warns) : DerivedDataset(source)
{
    internal override Pass NewPass() => new IgnoringPass(Source.NewPass(), warns);
    public override long cardinality() => Source.cardinality() == 0 ? 0 : UNKNOWN;

    private sealed class IgnoringPass(Pass source, bool warns) : DerivedPass(source)
    {
        public override Element? Next()
        {
            while (true)
            {
                try { return Source.Next(); }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    if (warns) Warning.Write($"An element was left out: {e.Message}");
                }
            }
        }
    }
}
