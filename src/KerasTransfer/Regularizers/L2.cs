namespace KerasTransfer.Regularizers;

/// <summary>l2 · Σx².</summary>
/// <param name="l2">The factor, 0 or more.</param>
/// <exception cref="ValueError">The factor is negative or no number.</exception>
public sealed partial class L2(double l2 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double l2 { get; } = Factor.Check(l2, nameof(l2));

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => l2 * ops.sum(ops.square(x));
}
