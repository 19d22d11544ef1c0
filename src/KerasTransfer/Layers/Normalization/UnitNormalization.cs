namespace KerasTransfer.Layers;

/// <summary>Scales each sample to length 1 (the root of the sum of squares) along some axes. Output: the input's shape.</summary>
/// <param name="axis">The axes; null for the last.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class UnitNormalization(Axes? axis = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The axes.</summary>
    public Axes axis { get; } = axis ?? -1;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.normalize(inputs, axis, order: 2, epsilon: 1e-12);
}
