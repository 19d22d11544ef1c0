using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>The middle of pictures. Pictures smaller than that are cut to its shape and brought to its size. Input: (batch, rows, columns, channels) or (rows, columns, channels);
/// output the same with <paramref name="height"/> rows and <paramref name="width"/> columns, as floating point numbers.</summary>
/// <param name="height">Rows of the output.</param>
/// <param name="width">Columns of the output.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class CenterCrop(int height, int width, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        Tensor x = ImageSizes.ChannelsLast(inputs.Cast(dtype), data_format, out bool moved);
        (int rows, int columns) = (x.shape[^3], x.shape[^2]);
        x = rows >= height && columns >= width ? ImageSizes.Piece(x, (rows - height) / 2, (columns - width) / 2, height, width)
            : ImageSizes.Resize(ImageSizes.Cropped(x, height, width, single: false), height, width, "bilinear", false).Cast(dtype);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }
}
