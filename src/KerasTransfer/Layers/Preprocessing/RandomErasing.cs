using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>Paints over a rectangle of some pictures in training. Output: the input's shape.</summary>
/// <param name="factor">The least and the largest probability, 0 to 1, between which each picture's is drawn; one number f is (0, f).</param>
/// <param name="scale">The least and the largest size of the rectangle, as squares of its share of height and width.</param>
/// <param name="fill_value">What is painted: a number, or one for each channel; null: noise.</param>
/// <param name="value_range">What is painted is kept within.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomErasing(NumberRange? factor = null, NumberRange? scale = null, NDArray? fill_value = null, NumberRange? value_range = null, long? seed = null, string? data_format = null,
    LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The least and the largest probability.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor ?? 1.0, 0, 1);
    /// <summary>The least and the largest size of the rectangle.</summary>
    public NumberRange scale { get; } = RandomFactor.Bounds(scale ?? (0.02, 0.33), 0, 1);
    /// <summary>What is painted is kept within.</summary>
    public NumberRange value_range { get; } = value_range ?? (0, 255);

    internal override Tensor Change(Tensor images)
    {
        int count = images.shape[0];
        Tensor share = ops.sqrt(Uniform((count, 2), scale.Low, scale.High, dtype));
        Tensor inside = Inside(share, 0, ColumnAxis) & Inside(share, 1, RowAxis);
        Tensor probability = Uniform(count, factor.Low, factor.High), threshold = Uniform(count, 0, 1);
        Tensor paint = ops.clip(Paint(images), value_range.Low, value_range.High);
        return ops.where((threshold < probability).Reshape((count, 1, 1, 1)) & inside, paint, images);

        // Whether a column (or row) lies within the rectangle of a picture.
        Tensor Inside(Tensor share, int which, int axis)
        {
            int length = images.shape[axis];
            Tensor size = ops.slice(share, [0, which], (count, 1)) * length, start = Uniform(count, 0, 1, dtype).Reshape((count, 1)) * (length - size), end = start + size;
            Tensor places = ops.arange(length, dtype).Reshape((1, length));
            return ((places >= start) & (places < end)).Reshape(new Shape(count, 1, 1, 1).With(axis, length));
        }
    }

    private Tensor Paint(Tensor images)
    {
        if (fill_value is null) return new StatelessNormal(images.shape, dtype).On(Seeds.NextInTrace()) * value_range.High;
        if (fill_value.size is not (1 or 3) || fill_value.size == 3 && images.shape[ChannelAxis] != 3) throw new ValueError("The `fill_value` argument should be a number (or a list of three numbers).");
        return ops.broadcast_to(((Tensor)fill_value.astype(dtype)).Reshape(new Shape(1, 1, 1, 1).With(ChannelAxis, fill_value.size)), images.shape);
    }
}
