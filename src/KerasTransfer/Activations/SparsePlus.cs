namespace KerasTransfer.Activations;

internal static class SparsePlus
{
    /// <summary>0 below −1, (x + 1)² / 4 up to 1, then x.</summary>
    [KerasActivation]
    public static Tensor sparse_plus(Tensor x) => ops.where(x <= -1, 0, ops.where(x < 1, 0.25 * ops.square(x + 1), x));
}
