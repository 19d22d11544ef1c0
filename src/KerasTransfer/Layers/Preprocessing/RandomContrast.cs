namespace KerasTransfer.Layers;

/// <summary>Changes the contrast of pictures in training, each by a factor of its own: (x − mean) · factor + mean for each channel. Output: the input's shape.</summary>
/// <param name="factor">
/// How far the factor may go below 1 and above it, 0 to 1 each: <c>(0.1, 0.3)</c> is 0.9 to 1.3; the two are put in order first. One number f is 1 to 1 + f, as in Keras 3.15
/// (Keras 2 and Keras's documentation: 1 − f to 1 + f; write <c>(f, f)</c> for that).
/// </param>
/// <param name="value_range">Results are kept within.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomContrast(NumberRange factor, NumberRange? value_range = null, long? seed = null, string? data_format = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>How far the factor may go below 1 and above it.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, 0, 1);
    /// <summary>Results are kept within.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    internal override Tensor Change(Tensor images)
    {
        Tensor contrast = Uniform((images.shape[0], 1, 1, 1), 1 - factor.Low, 1 + factor.High, dtype);
        Tensor mean = ops.mean(ops.mean(images, RowAxis, keepdims: true), ColumnAxis, keepdims: true);
        return ops.clip((images - mean) * contrast + mean, value_range.Low, value_range.High);
    }
}
