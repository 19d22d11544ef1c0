using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>Blurs some of the pictures in training, all of a batch alike. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest probability that a picture is blurred, 0 to 1; one number f is (0, f).</param>
/// <param name="kernel_size">How many pixels have a part, to the side and down: odd numbers.</param>
/// <param name="sigma">The least and the largest standard deviation, 0 to 1 pixels; one number s is (0, s).</param>
/// <param name="value_range">Results are kept within.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomGaussianBlur(NumberRange? factor = null, NumberRange? kernel_size = null, NumberRange? sigma = null, NumberRange? value_range = null, string? data_format = null, long? seed = null,
    LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest probability.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor ?? 1.0, 0, 1);
    /// <summary>How many pixels have a part.</summary>
    public NumberRange kernel_size { get; } = Odd(kernel_size ?? 3);
    /// <summary>The least and the largest standard deviation.</summary>
    public NumberRange sigma { get; } = RandomFactor.Bounds(sigma ?? 1.0, 0, 1);
    /// <summary>Results are kept within.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    private static NumberRange Odd(NumberRange size) => size.All(n => n > 0 && n % 2 == 1) ? size.IsPair ? size : (size.Low, size.Low)
        : throw new ValueError($"kernel_size must be an odd number. Received: kernel_size={size}");

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor probability = Uniform(count, factor.Low, factor.High), threshold = Uniform(count, 0, 1);
        Tensor deviations = Uniform(2, sigma.Low, sigma.High, dtype) + 1e-6;
        Tensor blurred = ImageSizes.Blurred(images, ((int)kernel_size.Low, (int)kernel_size.High), deviations, data_format);
        return ops.clip(ops.where((threshold < probability).Reshape((count, 1, 1, 1)), blurred, images), value_range.Low, value_range.High);
    }
}
