namespace KerasTransfer.Activations;

internal static class Mish
{
    /// <summary>x · tanh(softplus(x)). Misra 2019.</summary>
    [KerasActivation]
    public static Tensor mish(Tensor x)
    {
        x = OpsApi.FloatOf(x);
        return x * ops.tanh(Softplus.softplus(x));
    }
}
