namespace KerasTransfer.Regularizers;

/// <summary>l1 · Σ|x|.</summary>
/// <param name="l1">The factor, 0 or more.</param>
/// <exception cref="ValueError">The factor is negative or no number.</exception>
public sealed partial class L1(double l1 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double l1 { get; } = Factor.Check(l1, nameof(l1));

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => l1 * ops.sum(ops.abs(x));
}
