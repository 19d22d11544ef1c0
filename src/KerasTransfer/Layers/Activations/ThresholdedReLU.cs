namespace KerasTransfer.Layers;

/// <summary>x above theta, else 0. A layer of Keras 1 and 2, here for their files and scripts; Keras 3 has no such layer. Output: the input's shape.</summary>
/// <param name="theta">The threshold, 0 or more.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="theta"/> is negative.</exception>
public sealed partial class ThresholdedReLU(double theta = 1.0, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The threshold.</summary>
    public double theta { get; } = theta >= 0 ? theta
        : throw new ValueError($"Theta of a Thresholded ReLU layer cannot be None, expecting a float. Received: {Saving.ConfigJson.Number(theta)}");

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.where(inputs > theta, inputs, 0);
}
