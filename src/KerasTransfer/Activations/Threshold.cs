namespace KerasTransfer.Activations;

internal static class Threshold
{
    /// <summary>x where it is above the threshold, else default_value.</summary>
    public static Tensor threshold(Tensor x, double threshold, double default_value) => ops.where(x > threshold, x, default_value);
}
