namespace KerasTransfer.Regularizers;

/// <summary>l1 · Σ|x| + l2 · Σx². As a string, <c>"l1_l2"</c> has both factors at 0.01 (Keras 2) and <c>"l1l2"</c> both at 0 (Keras 3).</summary>
/// <param name="l1">The factor of the sizes, 0 or more.</param>
/// <param name="l2">The factor of the squares, 0 or more.</param>
/// <exception cref="ValueError">A factor is negative or no number.</exception>
[KerasName("l1_l2")]
public sealed partial class L1L2(double l1 = 0.0, double l2 = 0.0) : Regularizer
{
    /// <summary>The factor of the sizes.</summary>
    public double l1 { get; } = Factor.Check(l1, nameof(l1));
    /// <summary>The factor of the squares.</summary>
    public double l2 { get; } = Factor.Check(l2, nameof(l2));

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        Tensor penalty = ops.zeros(Shape.Scalar, x.dtype);
        if (l1 != 0) penalty += l1 * ops.sum(ops.abs(x));
        if (l2 != 0) penalty += l2 * ops.sum(ops.square(x));
        return penalty;
    }
}
