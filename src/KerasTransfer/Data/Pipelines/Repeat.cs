using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The dataset several times over.</summary>
    /// <param name="count">How often; null or −1 without end.</param>
    public Dataset repeat(long? count = null) => new RepeatDataset(this, count is null or < 0 ? -1 : count.Value) { class_names = class_names, file_paths = file_paths };
}

/// <summary>A pass through the source for each round. TensorFlow begins one more after the last of a known number of rounds, unless a shuffle stands right before; a later pass sees that in its order.</summary>
internal sealed class RepeatDataset(Dataset source, long count) : DerivedDataset(source)
{
    internal override Pass NewPass() => count == 0 ? new SequencePass([]) : new RepeatPass(Source, count, MapDataset.Seeds);
    public override long cardinality() => count == 0 || Source.cardinality() == 0 ? 0 : count < 0 ? INFINITE : Source.cardinality() is var n and >= 0 ? checked(n * count) : Source.cardinality();

    private sealed class RepeatPass(Dataset source, long count, Dictionary<MapDataset, TfFunctionSeeds> seeds) : Pass
    {
        private Pass? round = MapDataset.NewPass(source, seeds);
        private long done;
        private bool gaveNone = true;

        public override Element? Next()
        {
            while (round is not null || done < count || count < 0)
            {
                round ??= MapDataset.NewPass(source, seeds);
                if (round.Next() is { } element)
                {
                    gaveNone = false;
                    return element;
                }
                round.Dispose();
                round = null;
                done++;
                if (count < 0 && gaveNone) count = done;                        // nothing without end is nothing
                if (count > 0 && source is not ShuffleDataset)
                {
                    round = MapDataset.NewPass(source, seeds);
                    if (done < count) continue;
                    round.Dispose();
                    round = null;
                }
            }
            return null;
        }

        public override void Dispose() => round?.Dispose();
    }
}
