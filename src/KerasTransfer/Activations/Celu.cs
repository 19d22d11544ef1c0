namespace KerasTransfer.Activations;

internal static class Celu
{
    /// <summary>x above 0, alpha · (e^(x/alpha) − 1) below it. Barron 2017.</summary>
    [KerasActivation]
    public static Tensor celu(Tensor x, double alpha = 1.0)
    {
        x = OpsApi.FloatOf(x);
        return ops.maximum(x, 0) + alpha * ops.expm1(ops.minimum(x, 0) / alpha);
    }
}
