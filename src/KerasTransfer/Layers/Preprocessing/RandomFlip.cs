namespace KerasTransfer.Layers;

/// <summary>Mirrors half the pictures in training. Output: the input's shape.</summary>
/// <param name="mode"><c>horizontal</c> left to right, <c>vertical</c> top to bottom, or <c>horizontal_and_vertical</c>: as in Keras 3 one decision for both.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomFlip(string mode = "horizontal_and_vertical", long? seed = null, string? data_format = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary><c>horizontal</c>, <c>vertical</c> or <c>horizontal_and_vertical</c>.</summary>
    public string mode { get; } = mode is "horizontal" or "vertical" or "horizontal_and_vertical" ? mode
        : throw new ValueError($"RandomFlip: mode must be \"horizontal\", \"vertical\" or \"horizontal_and_vertical\". Received: mode=\"{mode}\"");

    internal override Tensor Change(Tensor images)
    {
        Tensor flips = Uniform((images.shape[0], 1, 1, 1), 0, 1) <= 0.5;
        if (mode.StartsWith("horizontal", StringComparison.Ordinal)) images = ops.where(flips, ops.flip(images, ColumnAxis), images);
        return mode.EndsWith("vertical", StringComparison.Ordinal) ? ops.where(flips, ops.flip(images, RowAxis), images) : images;
    }
}
