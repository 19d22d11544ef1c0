namespace KerasTransfer.Layers;

/// <summary>Shifts pictures in training, each by amounts of its own. Output: the input's shape.</summary>
/// <param name="height_factor">The least and the largest shift as parts of the height, positive downwards: <c>0.2</c> is (−0.2, 0.2).</param>
/// <param name="width_factor">The same as parts of the width, positive to the right.</param>
/// <param name="fill_mode">What comes in from outside: <c>reflect</c>, <c>constant</c>, <c>wrap</c> or <c>nearest</c>.</param>
/// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="fill_value">The value outside for <c>constant</c>.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomTranslation(NumberRange height_factor, NumberRange width_factor, string fill_mode = "reflect", string interpolation = "bilinear", long? seed = null, double fill_value = 0.0,
    string? data_format = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private readonly PictureReading reading = PictureReading.Of(interpolation, fill_mode, fill_value);
    private readonly (double lower, double upper) height = RandomFactor.Each(height_factor, -1, 1, open: false, "`factor` argument"), width = RandomFactor.Each(width_factor, -1, 1, open: false, "`factor` argument");

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor down = Uniform((count, 1), height.lower, height.upper) * images.shape[RowAxis], across = Uniform((count, 1), width.lower, width.upper) * images.shape[ColumnAxis];
        return Transformed(images, Columns(count, 1, null, -across, null, 1, -down, null, null), reading);
    }
}
