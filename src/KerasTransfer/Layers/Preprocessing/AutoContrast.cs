namespace KerasTransfer.Layers;

/// <summary>Stretches each channel of each picture so that it fills the value range, in training and otherwise. Channels of one value stay as they are. Output: the input's shape, as floating-point numbers.</summary>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class AutoContrast(NumberRange? value_range = null, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        if (inputs.ndim is not (3 or 4)) throw new ValueError($"Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: data.shape={inputs.shape}");
        Tensor images = inputs.Cast(dtype), x = PictureColors.InRange(images, value_range, (0, 255));
        int rows = x.ndim - (data_format == "channels_first" ? 2 : 3);
        Axes axes = new([rows, rows + 1]);
        Tensor low = ops.min(x, axes, keepdims: true), high = ops.max(x, axes, keepdims: true), scale = 255.0 / (high - low);
        Tensor stretched = PictureColors.InRange(ops.clip(x * scale - low * scale, 0, 255), (0, 255), value_range);
        return ops.where(high > low, stretched, images);
    }
}
