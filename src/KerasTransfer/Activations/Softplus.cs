namespace KerasTransfer.Activations;

internal static class Softplus
{
    /// <summary>ln(1 + eˣ).</summary>
    [KerasActivation]
    public static Tensor softplus(Tensor x) => new Ops.Softplus().On(OpsApi.FloatOf(x));
}
