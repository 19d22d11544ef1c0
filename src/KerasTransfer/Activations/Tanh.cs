namespace KerasTransfer.Activations;

internal static class Tanh
{
    /// <summary>The hyperbolic tangent.</summary>
    [KerasActivation]
    public static Tensor tanh(Tensor x) => ops.tanh(x);
}
