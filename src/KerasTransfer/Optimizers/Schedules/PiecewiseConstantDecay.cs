namespace KerasTransfer.Optimizers.Schedules;

/// <summary>The first value up to the first boundary (inclusive), then the second, and so on. After keras.optimizers.schedules.PiecewiseConstantDecay.</summary>
/// <param name="boundaries">Step numbers, rising.</param>
/// <param name="values">Rates, one more than boundaries.</param>
/// <param name="name">A name.</param>
public sealed partial class PiecewiseConstantDecay(IReadOnlyList<int> boundaries, IReadOnlyList<double> values, string name = "PiecewiseConstant") : LearningRateSchedule
{
    /// <summary>Rates, one more than boundaries.</summary>
    public IReadOnlyList<double> values { get; } = boundaries.Count == values.Count - 1 ? values
        : throw new ValueError($"The length of boundaries should be 1 less than the length of values. Received: boundaries={Saving.ConfigJson.Describe(boundaries.ToList())} of length {boundaries.Count}, "
            + $"and values={Saving.ConfigJson.Describe(values.ToList())} of length {values.Count}.");

    /// <inheritdoc/>
    public override Tensor call(Tensor step)
    {
        Tensor value = ops.full(Shape.Scalar, values[^1]);
        for (int i = boundaries.Count - 1; i >= 0; i--) value = ops.where(step <= boundaries[i], values[i], value);
        return value;
    }
}
