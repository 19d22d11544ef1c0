namespace KerasTransfer.Activations;

internal static class LogSigmoid
{
    /// <summary>The logarithm of the sigmoid.</summary>
    [KerasActivation]
    public static Tensor log_sigmoid(Tensor x) => -Softplus.softplus(-x);
}
