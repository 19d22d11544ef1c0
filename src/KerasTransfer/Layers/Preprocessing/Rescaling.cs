namespace KerasTransfer.Layers;

/// <summary>x · scale + offset, as floating point numbers: <c>Rescaling(1.0 / 255)</c> makes pixels numbers from 0 to 1. Output: the input's shape.</summary>
/// <param name="scale">The factor, or one per channel.</param>
/// <param name="offset">What is added, or one per channel; null for 0.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Rescaling(NDArray scale, NDArray? offset = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The factor, or one per channel.</summary>
    public NDArray scale { get; } = scale;
    /// <summary>What is added, or one per channel.</summary>
    public NDArray offset { get; } = offset ?? 0.0;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        NDArray factor = scale.astype(dtype);
        if (scale.ndim > 0 && ImageDataFormat.Value == "channels_first") factor = factor.reshape(scale.shape.Concat(new Shape([.. Enumerable.Repeat(1, Math.Max(0, 3 - scale.ndim))])));
        return inputs.Cast(dtype) * Value(factor) + Value(offset.astype(dtype));
    }

    private static Tensor Value(NDArray x) => x.ndim == 0 ? (Tensor)x.item<double>() : x;
}
