namespace KerasTransfer.Layers;

/// <summary>Changes brightness, contrast, saturation and hue of pictures in training, one after the other. Output: the input's shape.</summary>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="brightness_factor">As in <see cref="RandomBrightness"/>; null: unchanged.</param>
/// <param name="contrast_factor">As in <see cref="RandomContrast"/>; null: unchanged.</param>
/// <param name="saturation_factor">As in <see cref="RandomSaturation"/>; null: unchanged.</param>
/// <param name="hue_factor">As in <see cref="RandomHue"/>; null: unchanged.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomColorJitter(NumberRange? value_range = null, NumberRange? brightness_factor = null, NumberRange? contrast_factor = null, NumberRange? saturation_factor = null, NumberRange? hue_factor = null,
    long? seed = null, string? data_format = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    // Without a seed each draws one, as in Keras, although all numbers come from the generator of this layer.
    private readonly BaseImagePreprocessingLayer?[] parts =
    [
        brightness_factor is { } b ? new RandomBrightness(b, value_range, seed, data_format) : null,
        contrast_factor is { } c ? new RandomContrast(c, value_range, seed, data_format) : null,
        saturation_factor is { } s ? new RandomSaturation(s, value_range, data_format, seed) : null,
        hue_factor is { } h ? new RandomHue(h, value_range, data_format, seed) : null,
    ];

    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    internal override Tensor Change(Tensor images)
    {
        foreach (BaseImagePreprocessingLayer? part in parts)
        {
            if (part is null) continue;
            part.Seeds = Seeds;
            images = part.Change(images);
        }
        return images;
    }
}
