namespace KerasTransfer.Layers;

/// <summary>The largest number of each window of sequences (batch, length, channels); padding does not count.</summary>
/// <param name="pool_size">The size of the window; null for 2.</param>
/// <param name="strides">From one position to the next, in cells; null for the window's size.</param>
/// <param name="padding"><c>valid</c>: the window stays inside; <c>same</c>: the output has ⌈length / stride⌉ places.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0.</exception>
[KerasName("MaxPool1D"), OldName("pool_length", "pool_size"), OldName("stride", "strides"), OldName("border_mode", "padding"), OldName("dim_ordering", "data_format")]
public sealed partial class MaxPooling1D(Size1D? pool_size = null, Size1D? strides = null, string padding = "valid", string? data_format = null, LayerOptions? options = null) : BasePooling(1, data_format, options)
{
    /// <summary>The size of the window.</summary>
    public Size1D pool_size { get; } = (pool_size ?? 2).Least(1, "pool_size");
    /// <summary>From one position to the next.</summary>
    public Size1D strides { get; } = (strides ?? pool_size ?? 2).Least(1, "strides");

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.max_pool(inputs, pool_size.Length, strides.Length, padding, data_format);
}
