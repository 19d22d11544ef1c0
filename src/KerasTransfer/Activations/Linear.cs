namespace KerasTransfer.Activations;

internal static class Linear
{
    /// <summary>x itself.</summary>
    [KerasActivation]
    public static Tensor linear(Tensor x) => x;
}
