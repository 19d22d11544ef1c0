namespace KerasTransfer.Layers;

/// <summary>Rotates pictures about their centres in training, each by an angle of its own. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest angle as parts of a full turn, positive counter-clockwise: <c>0.1</c> is (−36°, 36°), <c>(-0.2, 0.3)</c> is (−72°, 108°).</param>
/// <param name="fill_mode">What comes in from outside: <c>reflect</c>, <c>constant</c>, <c>wrap</c> or <c>nearest</c>.</param>
/// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="fill_value">The value outside for <c>constant</c>.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomRotation(NumberRange factor, string fill_mode = "reflect", string interpolation = "bilinear", long? seed = null, double fill_value = 0.0, string? data_format = null,
    LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private readonly PictureReading reading = PictureReading.Of(interpolation, fill_mode, fill_value);

    /// <summary>The least and the largest angle as parts of a full turn.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor, -1, 1);

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor angle = Uniform(count, factor.Low * 360, factor.High * 360) * (Math.PI / 180);
        Tensor cos = ops.cos(angle), sin = ops.sin(angle);
        double x = 0.5 * (images.shape[ColumnAxis] - 1), y = 0.5 * (images.shape[RowAxis] - 1);
        return Transformed(images, Columns(count, cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos, null, null), reading);
    }
}
