using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Initializers;

/// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
/// <param name="gain">Factor.</param>
[KerasName("IdentityInitializer")]
public sealed partial class Identity(double gain = 1.0) : Initializer
{
    /// <inheritdoc/>
    /// <exception cref="ValueError">The shape does not have two axes.</exception>
    public override NDArray Apply(Shape shape, DType? dtype = null) => NDArray.FromArray(InitialValues.Identity(shape, gain), shape).As(dtype ?? FloatX.Value);
}
