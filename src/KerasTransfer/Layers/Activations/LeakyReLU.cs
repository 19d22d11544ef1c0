using KerasTransfer.Saving;

namespace KerasTransfer.Layers;

/// <summary>Leaky rectifier: x above 0, negative_slope · x below it. Output: the input's shape.</summary>
/// <param name="negative_slope">Slope below 0; 0 or more.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="negative_slope"/> is negative.</exception>
[OldName("alpha", "negative_slope")]
public sealed partial class LeakyReLU(double negative_slope = 0.3, LayerOptions? options = null) : Layer(options)
{
    /// <summary>Slope below 0.</summary>
    public double negative_slope { get; } = negative_slope >= 0 ? negative_slope
        : throw new ValueError($"The negative_slope value of a Leaky ReLU layer cannot be None or negative value. Expected a float. Received: negative_slope={ConfigJson.Number(negative_slope)}");

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.leaky_relu(inputs, negative_slope);
}
