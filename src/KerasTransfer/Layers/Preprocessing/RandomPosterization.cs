using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>Leaves in training only the highest bits of the pixels of each picture, as many as it draws. Output: the input's shape.</summary>
/// <param name="factor">The least number of bits and the one that is no longer drawn, 1 to 8; two equal numbers are that number of bits. One number n is (1, n), as in Keras 3.</param>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="data_format">Without effect.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomPosterization(NumberRange factor, NumberRange? value_range = null, string? data_format = null, long? seed = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private const int Bits = 8;

    /// <summary>The least number of bits and the one that is no longer drawn.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, 1, Bits);
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        (int low, int high) = ((int)factor.Low, (int)factor.High);
        Tensor bits = low == high ? ops.full(count, low, DType.int64) : new StatelessIntegers(count, low, high).On(Seeds.NextInTrace());
        Tensor step = ops.power(2.0, (Bits - bits).Cast(dtype)).Reshape((count, 1, 1, 1));
        Tensor bytes = PictureColors.InRange(images, value_range, (0, 255)).Cast(DType.uint8).Cast(dtype);
        return PictureColors.InRange(ops.floor(bytes / step) * step, (0, 255), value_range);
    }
}
