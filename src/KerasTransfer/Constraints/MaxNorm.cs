namespace KerasTransfer.Constraints;

/// <summary>Shortens what is longer than max_value. Srivastava et al. 2014.</summary>
/// <param name="max_value">The greatest norm.</param>
/// <param name="axis">The axes that a norm is taken over; null for the first: all that leads to one unit of a Dense layer. For convolutions <c>[0, 1, 2]</c>.</param>
[KerasName("maxnorm")]
public sealed partial class MaxNorm(double max_value = 2, Axes? axis = null) : Constraint
{
    /// <summary>The axes that a norm is taken over.</summary>
    public Axes axis { get; } = axis ?? 0;

    /// <inheritdoc/>
    public override Tensor call(Tensor w)
    {
        Tensor norms = ops.sqrt(ops.sum(ops.square(w), axis, keepdims: true));
        return w * (ops.clip(norms, 0, max_value) / (Epsilon.Value + norms));
    }
}
