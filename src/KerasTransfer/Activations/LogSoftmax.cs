namespace KerasTransfer.Activations;

internal static class LogSoftmax
{
    /// <summary>The logarithm of softmax, x − ln Σ eˣ.</summary>
    [KerasActivation]
    public static Tensor log_softmax(Tensor x, int axis = -1) => ops.log_softmax(x, axis);
}
