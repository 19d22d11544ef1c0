namespace KerasTransfer.Constraints;

/// <summary>Brings norms between two bounds.</summary>
/// <param name="min_value">The least norm.</param>
/// <param name="max_value">The greatest norm.</param>
/// <param name="rate">How much of the way is gone at each update: 1 is all of it.</param>
/// <param name="axis">The axes that a norm is taken over; null for the first.</param>
public sealed partial class MinMaxNorm(double min_value = 0.0, double max_value = 1.0, double rate = 1.0, Axes? axis = null) : Constraint
{
    /// <summary>The axes that a norm is taken over.</summary>
    public Axes axis { get; } = axis ?? 0;

    /// <inheritdoc/>
    public override Tensor call(Tensor w)
    {
        Tensor norms = ops.sqrt(ops.sum(ops.square(w), axis, keepdims: true));
        Tensor desired = rate * ops.clip(norms, min_value, max_value) + (1 - rate) * norms;
        return w * (desired / (Epsilon.Value + norms));
    }
}
