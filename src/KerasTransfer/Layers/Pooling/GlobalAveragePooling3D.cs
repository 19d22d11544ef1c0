namespace KerasTransfer.Layers;

/// <summary>The mean of each channel of volumes (batch, planes, rows, columns, channels). Output: (batch, channels).</summary>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="keepdims">Whether the axes stay, of length 1.</param>
/// <param name="options">The keywords of every layer.</param>
[KerasName("GlobalAvgPool3D"), OldName("dim_ordering", "data_format")]
public sealed partial class GlobalAveragePooling3D(string? data_format = null, bool keepdims = false, LayerOptions? options = null) : BaseGlobalPooling(3, data_format, options)
{
    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.mean(inputs, Spatial, keepdims);
}
