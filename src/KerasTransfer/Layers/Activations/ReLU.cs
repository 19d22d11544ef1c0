using KerasTransfer.Saving;

namespace KerasTransfer.Layers;

/// <summary>Rectifier: x above the threshold, negative_slope · (x − threshold) below it, at most max_value. Output: the input's shape.</summary>
/// <param name="max_value">The largest output, null for no limit; 0 or more.</param>
/// <param name="negative_slope">Slope below the threshold; 0 or more.</param>
/// <param name="threshold">Where the slope changes; 0 or more.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">An argument is negative.</exception>
public sealed partial class ReLU(double? max_value = null, double negative_slope = 0.0, double threshold = 0.0, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The largest output, null for no limit.</summary>
    public double? max_value { get; } = max_value is not < 0 ? max_value
        : throw new ValueError($"max_value of a ReLU layer cannot be a negative value. Received: max_value={ConfigJson.Number(max_value.Value)}");
    /// <summary>Slope below the threshold.</summary>
    public double negative_slope { get; } = negative_slope >= 0 ? negative_slope
        : throw new ValueError($"negative_slope of a ReLU layer cannot be None or a negative value. Received: negative_slope={ConfigJson.Number(negative_slope)}");
    /// <summary>Where the slope changes.</summary>
    public double threshold { get; } = threshold >= 0 ? threshold
        : throw new ValueError($"threshold of a ReLU layer cannot be None or a negative value. Received: threshold={ConfigJson.Number(threshold)}");

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => Activations.Relu.relu(inputs, negative_slope, max_value, threshold);
}
