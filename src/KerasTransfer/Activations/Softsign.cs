namespace KerasTransfer.Activations;

internal static class Softsign
{
    /// <summary>x / (1 + |x|).</summary>
    [KerasActivation]
    public static Tensor softsign(Tensor x) => new Ops.Softsign().On(OpsApi.FloatOf(x));
}
