namespace KerasTransfer.Data;

/// <summary>A dataset made of another one. What comes from folders keeps the names of its classes only where it is said.</summary>
internal abstract class DerivedDataset(Dataset source) : Dataset
{
    protected Dataset Source { get; } = source;

    public override long cardinality() => Source.cardinality();
    internal override Element Sample() => Source.Sample();
    private protected override ElementSpec FindSpec() => Source.element_spec;
}
