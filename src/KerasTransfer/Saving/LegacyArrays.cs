namespace KerasTransfer.Saving;

/// <summary>Arrays as older versions of Keras kept them, brought into today's form.</summary>
internal static class LegacyArrays
{
    /// <summary>Whether a saved array is the weight's, or differs by a first axis of length one: Keras 1 kept the biases and statistics of some layers as (1, n).</summary>
    public static bool Fits(Shape saved, Shape target) => saved == target || (saved.Rank == target.Rank + 1 && saved[0] == 1 && saved[1..] == target);
}
