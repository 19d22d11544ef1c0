namespace KerasTransfer.Activations;

internal static class HardShrink
{
    /// <summary>x where |x| is above the threshold, else 0.</summary>
    [KerasActivation]
    public static Tensor hard_shrink(Tensor x, double threshold = 0.5) => ops.where(ops.abs(x) > threshold, x, 0);
}
