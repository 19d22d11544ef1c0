namespace KerasTransfer.Activations;

internal static class Exponential
{
    /// <summary>eˣ.</summary>
    [KerasActivation]
    public static Tensor exponential(Tensor x) => ops.exp(x);
}
