namespace KerasTransfer.Constraints;

/// <summary>Sets what is negative to 0.</summary>
[KerasName("nonneg")]
public sealed partial class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Tensor call(Tensor w) => ops.maximum(w, 0);
}
