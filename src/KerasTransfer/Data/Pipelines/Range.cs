using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The whole numbers from 0 to <paramref name="stop"/>, which is not among them.</summary>
    public static Dataset range(long stop, DType? output_type = null) => new RangeDataset(0, stop, 1, output_type ?? DType.int64);

    /// <summary>The whole numbers from <paramref name="start"/> in steps, to <paramref name="stop"/>, which is not among them.</summary>
    /// <exception cref="ValueError">The step is 0.</exception>
    public static Dataset range(long start, long stop, long step = 1, DType? output_type = null) => new RangeDataset(start, stop, step, output_type ?? DType.int64);
}

internal sealed class RangeDataset(long start, long stop, long step, DType type) : Dataset
{
    private readonly long count = step == 0 ? throw new ValueError("step must not be 0.") : Math.Max(0, step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step);

    internal override Pass NewPass() => new SequencePass(Numbers());
    public override long cardinality() => count;
    internal override Element Sample() => Number(start);

    private IEnumerable<Element> Numbers()
    {
        for (long i = 0; i < count; i++) yield return Number(start + i * step);
    }

    private Element Number(long value) => NDArray.ScalarOf(value).As(type);
}
