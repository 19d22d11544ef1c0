using System.Runtime.CompilerServices;
using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The elements of the datasets that a function makes of the elements, one dataset after the other.</summary>
    public Dataset flat_map(Func<NDArray, Dataset> map_func) => new InterleaveDataset(this, e => map_func(ElementFunctions.One(e)), 1, 1);
    /// <inheritdoc cref="flat_map(Func{NDArray, Dataset})"/>
    public Dataset flat_map(Func<NDArray, NDArray, Dataset> map_func) => new InterleaveDataset(this, e => ElementFunctions.Two(e) is var (x, y) ? map_func(x, y) : null!, 1, 1);
    /// <inheritdoc cref="flat_map(Func{NDArray, Dataset})"/>
    [OverloadResolutionPriority(-1)]
    public Dataset flat_map(Func<Dataset, Dataset> map_func) => new InterleaveDataset(this, e => map_func(e), 1, 1);
    /// <inheritdoc cref="flat_map(Func{NDArray, Dataset})"/>
    [OverloadResolutionPriority(-1)]
    public Dataset flat_map(Func<Dataset, Dataset, Dataset> map_func) => new InterleaveDataset(this, e => e.Expect(2) is var p ? map_func(p[0], p[1]) : null!, 1, 1);
    /// <inheritdoc cref="flat_map(Func{NDArray, Dataset})"/>
    [OverloadResolutionPriority(-2)]
    public Dataset flat_map(Func<string, Dataset> map_func) => new InterleaveDataset(this, e => map_func(e), 1, 1);

    /// <summary>The elements of the datasets that a function makes of the elements, some datasets in turn.</summary>
    /// <param name="map_func">Makes a dataset of an element.</param>
    /// <param name="cycle_length">How many are in turn.</param>
    /// <param name="block_length">How many elements of one before the next has its turn.</param>
    /// <param name="num_parallel_calls">Without effect.</param>
    /// <param name="deterministic">Without effect: the order always stays.</param>
    public Dataset interleave(Func<NDArray, Dataset> map_func, int cycle_length, int block_length = 1, long? num_parallel_calls = null, bool? deterministic = null) =>
        new InterleaveDataset(this, e => map_func(ElementFunctions.One(e)), cycle_length, block_length);
}

internal sealed class InterleaveDataset(Dataset source, Func<Element, Dataset> function, int cycle, int block) : DerivedDataset(source)
{
    private readonly int cycle = cycle > 0 ? cycle : throw new ValueError($"cycle_length must be at least 1. Received: {cycle}");
    private readonly int block = block > 0 ? block : throw new ValueError($"block_length must be at least 1. Received: {block}");

    internal override Pass NewPass() => new InterleavePass(Source.NewPass(), function, cycle, block);
    public override long cardinality() => UNKNOWN;
    internal override Element Sample() => function(Source.Sample()).Sample();
    private protected override ElementSpec FindSpec() => function(Source.Sample()).element_spec;

    private sealed class InterleavePass(Pass source, Func<Element, Dataset> function, int cycle, int block) : DerivedPass(source)
    {
        private readonly Pass?[] open = new Pass?[cycle];
        private int turn, given;
        private bool ended;

        public override Element? Next()
        {
            for (int empty = 0; empty < open.Length;)
            {
                if (open[turn] is null && !ended)
                {
                    if (Source.Next() is { } element) open[turn] = function(element).NewPass();
                    else ended = true;
                }
                if (open[turn] is { } pass)
                {
                    empty = 0;
                    if (pass.Next() is { } element)
                    {
                        if (++given == block) Advance();
                        return element;
                    }
                    pass.Dispose();
                    open[turn] = null;
                }
                else empty++;
                Advance();
            }
            return null;
        }

        private void Advance() => (turn, given) = ((turn + 1) % open.Length, 0);

        public override void Dispose()
        {
            foreach (Pass? pass in open) pass?.Dispose();
            base.Dispose();
        }
    }
}
