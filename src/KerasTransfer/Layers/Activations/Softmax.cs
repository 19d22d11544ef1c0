namespace KerasTransfer.Layers;

/// <summary>eˣ / Σ eˣ: probabilities from scores. Output: the input's shape.</summary>
/// <param name="axis">The axis, or axes taken together, over which the outputs add up to 1; null for the last.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Softmax(Axes? axis = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The axis, or axes taken together, over which the outputs add up to 1.</summary>
    public Axes axis { get; } = axis ?? -1;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => axis.Count == 1 ? ops.softmax(inputs, axis[0]) : ops.exp(inputs - ops.logsumexp(inputs, axis, keepdims: true));
}
