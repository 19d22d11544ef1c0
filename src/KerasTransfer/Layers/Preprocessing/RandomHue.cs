namespace KerasTransfer.Layers;

/// <summary>Turns the hue of pictures in training, each by an amount of its own. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest amount, 0 to 1, where 1 is half the circle of colours, one way or the other; one number f is (0, f).</param>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomHue(NumberRange factor, NumberRange? value_range = null, string? data_format = null, long? seed = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest amount.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, 0, 1);
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor sign = ops.where(Uniform(count, 0, 1) > 0.5, -ops.ones(count, DType.float32), ops.ones(count, DType.float32));
        Tensor turn = (sign * Uniform(count, factor.Low, factor.High) * 0.5).Cast(dtype).Reshape((count, 1, 1, 1));
        (Tensor hue, Tensor saturation, Tensor value) = PictureColors.ToHsv(PictureColors.InRange(images, value_range, (0, 1)), ChannelAxis, nameof(RandomHue));
        hue += turn;
        hue = ops.where(hue > 1, hue - 1, hue);
        hue = ops.where(hue < 0, hue + 1, hue);
        return PictureColors.InRange(ops.clip(PictureColors.FromHsv(hue, saturation, value, ChannelAxis), 0, 1), (0, 1), value_range);
    }
}
