namespace KerasTransfer.Layers;

/// <summary>Zooms pictures about their centres in training, each by factors of its own. Output: the input's shape.</summary>
/// <param name="height_factor">The least and the largest change, over −1 to 1: positive makes what is seen smaller. <c>0.2</c> is (−0.2, 0.2).</param>
/// <param name="width_factor">The same for the width; null: as much as the height.</param>
/// <param name="fill_mode">What comes in from outside: <c>reflect</c>, <c>constant</c>, <c>wrap</c> or <c>nearest</c>.</param>
/// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="fill_value">The value outside for <c>constant</c>.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomZoom(NumberRange height_factor, NumberRange? width_factor = null, string fill_mode = "reflect", string interpolation = "bilinear", long? seed = null, double fill_value = 0.0,
    string? data_format = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private const string Names = "`height_factor` and `width_factor` arguments";
    private readonly PictureReading reading = PictureReading.Of(interpolation, fill_mode, fill_value);
    private readonly (double lower, double upper) height = RandomFactor.Each(height_factor, -1, 1, open: true, Names);
    private readonly (double lower, double upper)? width = width_factor is { } w ? RandomFactor.Each(w, -1, 1, open: true, Names) : null;

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor down = Uniform((count, 1), 1 + height.lower, 1 + height.upper);
        Tensor across = width is { } w ? Uniform((count, 1), 1 + w.lower, 1 + w.upper) : down;
        double x = (images.shape[ColumnAxis] - 1) / 2.0, y = (images.shape[RowAxis] - 1) / 2.0;
        return Transformed(images, Columns(count, across, null, x * (1 - across), null, down, y * (1 - down), null, null), reading);
    }
}
