namespace KerasTransfer.Activations;

internal static class HardSilu
{
    /// <summary>x · hard_sigmoid(x).</summary>
    [KerasActivation]
    [KerasName("hard_swish")]
    public static Tensor hard_silu(Tensor x) => x * HardSigmoid.hard_sigmoid(x);
}
