using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>Brings pictures to one size, as TensorFlow resizes. Input: (batch, rows, columns, channels) or (rows, columns, channels); output the same with <paramref name="height"/> rows and
/// <paramref name="width"/> columns, integers in their own type, other numbers in the layer's.</summary>
/// <param name="height">Rows of the output.</param>
/// <param name="width">Columns of the output.</param>
/// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>area</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
/// <param name="crop_to_aspect_ratio">Cuts the pictures to the new shape first, in the middle.</param>
/// <param name="pad_to_aspect_ratio">Pads them to the new shape first.</param>
/// <param name="fill_mode"><c>constant</c>.</param>
/// <param name="fill_value">What they are padded with.</param>
/// <param name="antialias">Whether all pixels count when shrinking.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Resizing(int height, int width, string interpolation = "bilinear", bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string fill_mode = "constant",
    double fill_value = 0.0, bool antialias = false, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) =>
        ops.image.resize(inputs.dtype.IsFloating ? inputs.Cast(dtype) : inputs, (height, width), interpolation, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio, fill_mode, fill_value, data_format);
}
