namespace KerasTransfer.Saving;

/// <summary>Arrays as older versions of Keras kept them, brought into today's form.</summary>
internal static class LegacyArrays
{
    /// <summary>The array for a weight: as it is, or without axes of length one that only old files have.</summary>
    public static NDArray Convert(Layer layer, Variable target, NDArray saved)
    {
        _ = layer;
        // Keras 1 kept the biases and statistics of some layers as (1, n).
        if (saved.shape != target.shape && saved.ndim == target.shape.Rank + 1 && saved.shape[0] == 1 && saved.shape[1..] == target.shape) return saved.reshape(target.shape);
        return saved;
    }
}
