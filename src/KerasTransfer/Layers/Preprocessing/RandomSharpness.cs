namespace KerasTransfer.Layers;

/// <summary>Makes pictures sharper or softer in training, each by a factor of its own: below 0.5 softer, above sharper. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest factor, 0 to 1; one number f is (0, f).</param>
/// <param name="value_range">Results are kept within.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomSharpness(NumberRange factor, NumberRange? value_range = null, string? data_format = null, long? seed = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest factor.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, 0, 1);
    /// <summary>Results are kept within.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images)
    {
        Tensor sharpness = (Uniform(images.shape[0], factor.Low, factor.High) * 2).Cast(dtype).Reshape((images.shape[0], 1, 1, 1));
        int channels = images.shape[ChannelAxis];
        double[] kernel = [.. Enumerable.Range(0, 9 * channels).Select(i => i / channels == 4 ? 5.0 / 13 : 1.0 / 13)];
        Tensor smooth = ops.depthwise_conv(images, NDArray.FromArray(kernel, (3, 3, channels, 1)).astype(dtype), padding: "same", data_format: data_format);
        return ops.clip(images + (1 - sharpness) * (smooth - images), value_range.Low, value_range.High);
    }
}
