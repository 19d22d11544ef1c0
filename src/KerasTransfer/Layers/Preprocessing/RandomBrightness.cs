namespace KerasTransfer.Layers;

/// <summary>Adds a number to all pixels of a picture in training, to each picture another. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest number as parts of the value range, −1 to 1: <c>0.2</c> is (−0.2, 0.2).</param>
/// <param name="value_range">The values that pixels have; results are kept within.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format">Without effect.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomBrightness(NumberRange factor, NumberRange? value_range = null, long? seed = null, string? data_format = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest number as parts of the value range.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, -1, 1);
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = value_range is not { } range ? (0, 255) : range.IsPair ? (Math.Min(range.Low, range.High), Math.Max(range.Low, range.High))
        : throw new ValueError($"The `value_range` argument should be a list of two numbers. Received: value_range={range}");

    internal override Tensor Change(Tensor images)
    {
        Tensor delta = Uniform((images.shape[0], 1, 1, 1), factor.Low, factor.High) * (value_range.High - value_range.Low);
        return ops.clip(images + delta.Cast(dtype), value_range.Low, value_range.High);
    }
}
