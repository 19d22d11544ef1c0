namespace KerasTransfer.Layers;

/// <summary>Makes the colours of pictures paler in training, each picture's by a factor of its own: 0 not at all, 1 to grey. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest factor, −1 to 1; one number f is (−f, f).</param>
/// <param name="value_range">Results are kept within.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomColorDegeneration(NumberRange factor, NumberRange? value_range = null, string? data_format = null, long? seed = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest factor.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, -1, 1);
    /// <summary>Results are kept within.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images)
    {
        Tensor share = Uniform((images.shape[0], 1, 1, 1), factor.Low, factor.High).Cast(dtype);
        return ops.clip(images + share * (PictureColors.Grey(images, ChannelAxis, nameof(RandomColorDegeneration)) - images), value_range.Low, value_range.High);
    }
}
