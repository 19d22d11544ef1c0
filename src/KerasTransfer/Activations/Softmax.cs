namespace KerasTransfer.Activations;

internal static class Softmax
{
    /// <summary>eˣ / Σ eˣ along an axis: probabilities from scores.</summary>
    [KerasActivation]
    public static Tensor softmax(Tensor x, int axis = -1) => ops.softmax(x, axis);
}
