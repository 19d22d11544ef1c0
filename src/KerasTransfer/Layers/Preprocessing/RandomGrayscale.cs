namespace KerasTransfer.Layers;

/// <summary>Takes the colours out of some pictures in training. Output: the input's shape.</summary>
/// <param name="factor">The share of the pictures, 0 to 1.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomGrayscale(double factor = 0.5, string? data_format = null, [NotSaved] long? seed = null, LayerOptions? options = null) : BaseImagePreprocessingLayer(seed, data_format, options)
{
    /// <summary>The share of the pictures.</summary>
    public double factor { get; } = factor is >= 0 and <= 1 ? factor : throw new ValueError($"`factor` should be between 0 and 1. Received: factor={Saving.ConfigJson.Number(factor)}");

    internal override bool AlwaysDraws => true;

    internal override Tensor Change(Tensor images) =>
        ops.where((Uniform(images.shape[0], 0, 1) < factor).Reshape((images.shape[0], 1, 1, 1)), PictureColors.Grey(images, ChannelAxis, nameof(RandomGrayscale)), images);
}
