using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The parts of each element along the first axis, one after the other: what <c>batch</c> put together, taken apart.</summary>
    public Dataset unbatch() => new UnbatchDataset(this);
}

internal sealed class UnbatchDataset(Dataset source) : DerivedDataset(source)
{
    internal override Pass NewPass() => new UnbatchPass(Source.NewPass());
    public override long cardinality() => Source.cardinality() switch
    {
        0 => 0,
        INFINITE => INFINITE,
        var n when n > 0 && Source.element_spec.Leaves.First().shape is { Rank: > 0 } shape && shape[0] != Shape.Unknown => n * shape[0],
        _ => UNKNOWN,
    };
    internal override Element Sample() => new TensorSlicesDataset(Source.Sample()).Sample();
    private protected override ElementSpec FindSpec() => Source.element_spec.Map(s => s.Rank > 0 ? s[1..] : throw new ValueError("unbatch takes elements with at least one axis."));

    private sealed class UnbatchPass(Pass source) : DerivedPass(source)
    {
        private Pass? parts;

        public override Element? Next()
        {
            while (true)
            {
                if (parts?.Next() is { } part) return part;
                if (Source.Next() is not { } element) return null;
                parts = new TensorSlicesDataset(element).NewPass();
            }
        }
    }
}
