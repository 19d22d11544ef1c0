namespace KerasTransfer.Activations;

internal static class Elu
{
    /// <summary>x above 0, alpha · (eˣ − 1) below it. Clevert et al. 2016.</summary>
    [KerasActivation]
    public static Tensor elu(Tensor x, double alpha = 1.0)
    {
        x = OpsApi.FloatOf(x);
        return alpha > 0 ? new Ops.Elu(alpha).On(x)
            : ops.where(x > 0, x, alpha * ops.expm1(ops.minimum(x, 0)));            // the minimum keeps the exponential from overflowing where it is not chosen
    }
}
