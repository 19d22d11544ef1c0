namespace KerasTransfer.Layers;

/// <summary>Shears pictures in training, each by amounts of its own. Output: the input's shape.</summary>
/// <param name="x_factor">The least and the largest shear of the rows to the side, 0 to 1; half the pictures go the other way. One number f is (−f, f).</param>
/// <param name="y_factor">The same for the columns, up or down.</param>
/// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
/// <param name="fill_mode">What comes in from outside: <c>reflect</c>, <c>constant</c>, <c>wrap</c> or <c>nearest</c>.</param>
/// <param name="fill_value">The value outside for <c>constant</c>.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomShear(NumberRange? x_factor = null, NumberRange? y_factor = null, string interpolation = "bilinear", string fill_mode = "reflect", double fill_value = 0.0, string? data_format = null,
    long? seed = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private readonly PictureReading reading = PictureReading.Of(interpolation, fill_mode, fill_value);

    /// <summary>The least and the largest shear of the rows.</summary>
    public NumberRange x_factor { get; } = Bounds(x_factor);
    /// <summary>The least and the largest shear of the columns.</summary>
    public NumberRange y_factor { get; } = Bounds(y_factor);

    // Saved as the pair (−f, f), which Keras itself refuses to read back.
    private static NumberRange Bounds(NumberRange? factor) => factor is { IsPair: true } pair && pair.Low == -pair.High ? pair : RandomFactor.Each(factor ?? 0, 0, 1, open: false, "`factor` argument");

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor sign = ops.where(Uniform((count, 1), 0, 1) > 0.5, -ops.ones((count, 1), DType.float32), ops.ones((count, 1), DType.float32));
        Tensor y = Uniform((count, 1), y_factor.Low, y_factor.High) * sign, x = Uniform((count, 1), x_factor.Low, x_factor.High) * sign;
        return Transformed(images, Columns(count, 1, x, null, y, 1, null, null, null), reading);
    }
}
