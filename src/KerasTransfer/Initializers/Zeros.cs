namespace KerasTransfer.Initializers;

/// <summary>Zeros.</summary>
[KerasName("zero")]
public sealed partial class Zeros : Initializer
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => NDArray.Zeros(shape, dtype ?? FloatX.Value);
}
