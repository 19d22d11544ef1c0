using System.Runtime.CompilerServices;
using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The elements for which a condition holds. Their number is unknown until the end.</summary>
    /// <param name="predicate">The condition; a 0-d array counts as what it holds.</param>
    public Dataset filter(Func<NDArray, NDArray> predicate) => new FilterDataset(this, e => (bool)predicate(ElementFunctions.One(e)));
    /// <inheritdoc cref="filter(Func{NDArray, NDArray})"/>
    public Dataset filter(Func<NDArray, bool> predicate) => new FilterDataset(this, e => predicate(ElementFunctions.One(e)));
    /// <inheritdoc cref="filter(Func{NDArray, NDArray})"/>
    public Dataset filter(Func<NDArray, NDArray, NDArray> predicate) => new FilterDataset(this, e => ElementFunctions.Two(e) is var (x, y) && (bool)predicate(x, y));
    /// <inheritdoc cref="filter(Func{NDArray, NDArray})"/>
    public Dataset filter(Func<NDArray, NDArray, bool> predicate) => new FilterDataset(this, e => ElementFunctions.Two(e) is var (x, y) && predicate(x, y));
    /// <inheritdoc cref="filter(Func{NDArray, NDArray})"/>
    [OverloadResolutionPriority(-1)]
    public Dataset filter(Func<Element, bool> predicate) => new FilterDataset(this, e => predicate(ElementFunctions.Whole(e)));
    /// <inheritdoc cref="filter(Func{NDArray, NDArray})"/>
    [OverloadResolutionPriority(-2)]
    public Dataset filter(Func<string, bool> predicate) => new FilterDataset(this, e => predicate(e));
}

internal sealed class FilterDataset(Dataset source, Func<Element, bool> predicate) : DerivedDataset(source)
{
    internal override Pass NewPass() => new FilterPass(Source.NewPass(), predicate);
    public override long cardinality() => Source.cardinality() == 0 ? 0 : UNKNOWN;

    private sealed class FilterPass(Pass source, Func<Element, bool> predicate) : DerivedPass(source)
    {
        public override Element? Next()
        {
            while (Source.Next() is { } element)
                if (predicate(element)) return element;
            return null;
        }
    }
}
