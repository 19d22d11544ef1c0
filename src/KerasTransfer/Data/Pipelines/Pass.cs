namespace KerasTransfer.Data;

/// <summary>
/// One going-through of a dataset. To make one may take the next seeds of a shuffle, but nothing is read or computed before the first <see cref="Next"/>. After an
/// exception the next call goes on with the element after the one that failed.
/// </summary>
internal abstract class Pass : IDisposable
{
    /// <summary>The next element; null at the end, and from then on.</summary>
    public abstract Element? Next();

    public virtual void Dispose() { }
}

/// <summary>A pass that changes what another one gives.</summary>
internal abstract class DerivedPass(Pass source) : Pass
{
    protected Pass Source { get; } = source;

    public override void Dispose() => Source.Dispose();
}

/// <summary>A pass through a sequence.</summary>
internal sealed class SequencePass(IEnumerable<Element> sequence) : Pass
{
    private IEnumerator<Element>? elements;

    public override Element? Next() => (elements ??= sequence.GetEnumerator()).MoveNext() ? elements.Current : null;

    public override void Dispose() => elements?.Dispose();
}
