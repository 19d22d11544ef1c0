namespace KerasTransfer.Initializers;

/// <summary>Ones.</summary>
[KerasName("one")]
public sealed partial class Ones : Initializer
{
    /// <inheritdoc/>
    public override NDArray Apply(Shape shape, DType? dtype = null) => KerasApi.np.ones(shape, dtype ?? FloatX.Value);
}
