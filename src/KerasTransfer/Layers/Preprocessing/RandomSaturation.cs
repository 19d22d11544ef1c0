namespace KerasTransfer.Layers;

/// <summary>Changes the saturation of pictures in training, each by a factor of its own. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest amount: 0.5 leaves a picture as it is, 0 makes it grey, 1 as colourful as can be. One number f is (−f, f), as in Keras 3.</param>
/// <param name="value_range">The saturation is kept within.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomSaturation(NumberRange factor, NumberRange? value_range = null, string? data_format = null, long? seed = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest amount.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, -1, 1);
    /// <summary>The saturation is kept within.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images)
    {
        Tensor amount = Uniform(images.shape[0], factor.Low, factor.High);
        amount = (amount / (1 - amount + Epsilon.Value)).Cast(dtype).Reshape((images.shape[0], 1, 1, 1));
        (Tensor hue, Tensor saturation, Tensor value) = PictureColors.ToHsv(images, ChannelAxis, nameof(RandomSaturation));
        return PictureColors.FromHsv(hue, ops.clip(saturation * amount, value_range.Low, value_range.High), value, ChannelAxis);
    }
}
