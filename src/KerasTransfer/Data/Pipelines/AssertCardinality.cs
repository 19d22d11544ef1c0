namespace KerasTransfer.Data;

/// <summary>A dataset of which it is said how many elements there are; going through it checks that.</summary>
internal sealed class AssertCardinalityDataset(Dataset source, long expected) : DerivedDataset(source)
{
    internal override Pass NewPass() => new CountingPass(Source.NewPass(), expected);
    public override long cardinality() => expected;

    private sealed class CountingPass(Pass source, long expected) : DerivedPass(source)
    {
        private long seen;

        public override Element? Next()
        {
            Element? element = Source.Next();
            if (element is null && expected >= 0 && seen < expected) throw new ValueError($"Input dataset was expected to contain {expected} elements but contained only {seen} element(s).");
            if (element is not null && ++seen > expected && expected >= 0) throw new ValueError($"Input dataset was expected to contain {expected} element(s) but contained at least {seen} element(s).");
            return element;
        }
    }
}
