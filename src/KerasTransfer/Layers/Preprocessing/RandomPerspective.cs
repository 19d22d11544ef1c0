namespace KerasTransfer.Layers;

/// <summary>Shifts the corners of some of the pictures in training, as if they were looked at from the side; the first corner stays. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest probability that a picture is changed, 0 to 1; one number f is (0, f).</param>
/// <param name="scale">By how much of its distance from the first corner another one may be shifted, 0 to 1: half of it, one way or the other.</param>
/// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
/// <param name="fill_value">The value outside of the picture.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomPerspective(NumberRange? factor = null, double scale = 1.0, string interpolation = "bilinear", double fill_value = 0.0, long? seed = null, string? data_format = null,
    LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    private readonly PictureReading reading = PictureReading.Of(interpolation, "constant", fill_value);

    /// <summary>The least and the largest probability.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor ?? 1.0, 0, 1);
    /// <summary>By how much corners may be shifted.</summary>
    public double scale { get; } = scale is >= 0 and <= 1 ? scale : throw new ValueError($"The `scale` argument should be a number in the range [0,1]. Received: scale={scale}");

    internal override Tensor Change(Tensor images)
    {
        (int count, int rows, int columns) = (images.shape[0], images.shape[RowAxis], images.shape[ColumnAxis]);
        if (rows < 2 || columns < 2) throw new ValueError($"RandomPerspective: pictures must have at least 2 rows and 2 columns. Received: {images.shape}");
        Tensor probability = Uniform(count, factor.Low, factor.High), threshold = Uniform(count, 0, 1);
        Tensor shifts = Uniform((count, 4, 2), -.5 * scale, .5 * scale, dtype).Cast(DType.float32);
        Tensor Corner(int point, int axis, int length) => (1 + ops.slice(shifts, [0, point, axis], (count, 1, 1)).Reshape((count, 1))) * (length - 1.0);
        // The first corner is (0, 0) before and after, the second and third lie on the axes before and after: of the eight numbers three are 0 and the others come out one by one.
        Tensor x2 = Corner(1, 0, columns), y3 = Corner(2, 1, rows), x4 = Corner(3, 0, columns), y4 = Corner(3, 1, rows);
        Tensor g = (y4 / y3 - 1) / x4, k = (x4 / x2 - 1) / y4;
        Tensor a = (1 / x2 + g) * (columns - 1.0), e = (1 / y3 + k) * (rows - 1.0);
        Tensor changed = Transformed(images, Columns(count, a, null, null, null, e, null, g, k), reading);
        return ops.where((threshold < probability).Reshape((count, 1, 1, 1)), changed, images);
    }
}
