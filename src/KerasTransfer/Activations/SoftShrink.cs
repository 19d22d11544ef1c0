namespace KerasTransfer.Activations;

internal static class SoftShrink
{
    /// <summary>x moved towards 0 by the threshold, at most to 0.</summary>
    [KerasActivation]
    public static Tensor soft_shrink(Tensor x, double threshold = 0.5) => ops.where(x > threshold, x - threshold, ops.where(x < -threshold, x + threshold, 0));
}
