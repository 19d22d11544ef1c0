namespace KerasTransfer.Activations;

internal static class Gelu
{
    /// <summary>x · P(X ≤ x) for a standard normal X; approximate takes a formula with tanh. Hendrycks and Gimpel 2016.</summary>
    [KerasActivation]
    public static Tensor gelu(Tensor x, bool approximate = false) => new Ops.Gelu(approximate).On(OpsApi.FloatOf(x));
}
