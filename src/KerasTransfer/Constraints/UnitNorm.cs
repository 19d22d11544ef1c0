namespace KerasTransfer.Constraints;

/// <summary>Brings norms to 1.</summary>
/// <param name="axis">The axes that a norm is taken over; null for the first: all that leads to one unit of a Dense layer. For convolutions <c>[0, 1, 2]</c>.</param>
[KerasName("unitnorm")]
public sealed partial class UnitNorm(Axes? axis = null) : Constraint
{
    /// <summary>The axes that a norm is taken over.</summary>
    public Axes axis { get; } = axis ?? 0;

    /// <inheritdoc/>
    public override Tensor call(Tensor w) => w / (Epsilon.Value + ops.sqrt(ops.sum(ops.square(w), axis, keepdims: true)));
}
