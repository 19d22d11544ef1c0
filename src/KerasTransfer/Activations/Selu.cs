namespace KerasTransfer.Activations;

internal static class Selu
{
    /// <summary>scale · elu(x, alpha), which keeps mean and variance from layer to layer. Klambauer et al. 2017.</summary>
    [KerasActivation]
    public static Tensor selu(Tensor x) => new Ops.Selu().On(OpsApi.FloatOf(x));
}
