namespace KerasTransfer.Activations;

internal static class Silu
{
    /// <summary>x · sigmoid(x). Ramachandran et al. 2017.</summary>
    [KerasActivation]
    [KerasName("swish")]
    public static Tensor silu(Tensor x) => new Ops.Silu().On(OpsApi.FloatOf(x));
}
