namespace KerasTransfer.Activations;

internal static class SparseSigmoid
{
    /// <summary>0 below −1, (x + 1) / 2 up to 1, then 1.</summary>
    [KerasActivation]
    public static Tensor sparse_sigmoid(Tensor x) => ops.where(x <= -1, 0.0, ops.where(x >= 1, 1.0, 0.5 * (OpsApi.FloatOf(x) + 1)));
}
