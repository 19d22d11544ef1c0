namespace KerasTransfer.Activations;

internal static class Sigmoid
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [KerasActivation]
    public static Tensor sigmoid(Tensor x) => ops.sigmoid(x);
}
