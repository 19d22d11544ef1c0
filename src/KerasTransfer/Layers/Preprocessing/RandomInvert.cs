namespace KerasTransfer.Layers;

/// <summary>Makes negatives of some pictures in training. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest probability, 0 to 1, between which each picture's is drawn; one number f is (0, f).</param>
/// <param name="value_range">The values that pixels have; the upper one less a pixel is its negative.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format">Without effect.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomInvert(NumberRange? factor = null, NumberRange? value_range = null, long? seed = null, string? data_format = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest probability.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor ?? 1.0, 0, 1);
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor probability = Uniform(count, factor.Low, factor.High), threshold = Uniform(count, 0, 1);
        return ops.where((threshold < probability).Reshape((count, 1, 1, 1)), value_range.High - images, images);
    }
}
