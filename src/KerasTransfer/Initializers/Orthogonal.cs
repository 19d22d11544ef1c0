using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Initializers;

/// <summary>A matrix with orthonormal rows or columns, whichever are fewer; all axes but the last count as rows. Saxe et al. 2014. Within 1e-6 of Keras's.</summary>
/// <param name="gain">Factor.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
[KerasName("OrthogonalInitializer")]
public sealed partial class Orthogonal(double gain = 1.0, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    /// <exception cref="ValueError">The shape has fewer than two axes.</exception>
    public override NDArray Apply(Shape shape, DType? dtype = null) => (dtype ?? FloatX.Value) == DType.float64
        ? NDArray.FromArray(InitialValues.OrthogonalDoubles(Pair, shape, gain), shape)
        : NDArray.FromArray(InitialValues.Orthogonal(Pair, shape, gain), shape).As(dtype ?? FloatX.Value);
}
