using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The first elements.</summary>
    /// <param name="count">How many; −1 for all.</param>
    public Dataset take(long count) => new TakeDataset(this, count) { class_names = class_names, file_paths = file_paths };

    /// <summary>The elements without the first ones.</summary>
    /// <param name="count">How many are left out; −1 for all.</param>
    public Dataset skip(long count) => new SkipDataset(this, count) { class_names = class_names, file_paths = file_paths };

    /// <summary>The elements up to the first one for which a condition fails.</summary>
    public Dataset take_while(Func<NDArray, bool> predicate) => new TakeWhileDataset(this, e => predicate(ElementFunctions.One(e)));

    /// <inheritdoc cref="take_while(Func{NDArray, bool})"/>
    public Dataset take_while(Func<NDArray, NDArray, bool> predicate) => new TakeWhileDataset(this, e => ElementFunctions.Two(e) is var (x, y) && predicate(x, y));
}

internal sealed class TakeDataset(Dataset source, long count) : DerivedDataset(source)
{
    internal override Pass NewPass() => count == 0 ? new SequencePass([]) : new TakePass(Source.NewPass(), count < 0 ? long.MaxValue : count);
    public override long cardinality() => count < 0 ? Source.cardinality() : Source.cardinality() switch { INFINITE => count, UNKNOWN => count == 0 ? 0 : UNKNOWN, var n => Math.Min(n, count) };

    private sealed class TakePass(Pass source, long count) : DerivedPass(source)
    {
        private long left = count;

        public override Element? Next() => left-- > 0 ? Source.Next() : null;
    }
}

internal sealed class SkipDataset(Dataset source, long count) : DerivedDataset(source)
{
    internal override Pass NewPass() => count < 0 ? new SequencePass([]) : new SkipPass(Source.NewPass(), count);
    public override long cardinality() => count < 0 ? 0 : Source.cardinality() is var n and >= 0 ? Math.Max(0, n - count) : Source.cardinality();

    private sealed class SkipPass(Pass source, long count) : DerivedPass(source)
    {
        private long left = count;

        public override Element? Next()
        {
            for (; left > 0; left--)
                if (Source.Next() is null) { left = 0; return null; }
            return Source.Next();
        }
    }
}

internal sealed class TakeWhileDataset(Dataset source, Func<Element, bool> predicate) : DerivedDataset(source)
{
    internal override Pass NewPass() => new TakeWhilePass(Source.NewPass(), predicate);
    public override long cardinality() => UNKNOWN;

    private sealed class TakeWhilePass(Pass source, Func<Element, bool> predicate) : DerivedPass(source)
    {
        private bool ended;

        public override Element? Next() => !ended && Source.Next() is { } element && predicate(element) ? element : End();

        private Element? End()
        {
            ended = true;
            return null;
        }
    }
}
