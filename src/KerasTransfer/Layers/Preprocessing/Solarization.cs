namespace KerasTransfer.Layers;

/// <summary>In training adds a number to the pixels of each picture, then makes negatives of those that are not below a threshold. Output: the input's shape.</summary>
/// <param name="addition_factor">The least (over 255) and the largest number that is added, as parts of 255; one number f is (0, f).</param>
/// <param name="threshold_factor">The least (over 255) and the largest threshold, likewise.</param>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format">Without effect.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Solarization(NumberRange? addition_factor = null, NumberRange? threshold_factor = null, NumberRange? value_range = null, long? seed = null, string? data_format = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest number that is added.</summary>
    public NumberRange addition_factor { get; } = Bounds(addition_factor ?? 0);
    /// <summary>The least and the largest threshold.</summary>
    public NumberRange threshold_factor { get; } = Bounds(threshold_factor ?? 0);
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);

    private static NumberRange Bounds(NumberRange factor)
    {
        (double lower, double upper) = RandomFactor.Each(factor, 0, 1, open: false, "`addition_factor` and `threshold_factor` arguments");
        return (Math.Max(lower, 0), upper);
    }

    internal override Tensor Change(Tensor images)
    {
        Shape each = (images.shape[0], 1, 1, 1);
        Tensor addition = Uniform(each, addition_factor.Low, addition_factor.High * 255, dtype), threshold = Uniform(each, threshold_factor.Low, threshold_factor.High * 255, dtype);
        Tensor results = ops.clip(PictureColors.InRange(images, value_range, (0, 255)) + addition, 0, 255);
        return PictureColors.InRange(ops.where(results < threshold, results, 255 - results), (0, 255), value_range);
    }
}
