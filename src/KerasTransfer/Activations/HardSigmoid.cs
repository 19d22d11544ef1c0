namespace KerasTransfer.Activations;

internal static class HardSigmoid
{
    /// <summary>relu6(x + 3) / 6: a sigmoid of straight lines.</summary>
    [KerasActivation]
    public static Tensor hard_sigmoid(Tensor x) => Relu6.relu6(OpsApi.FloatOf(x) + 3) / 6;

    /// <summary>What Keras 1 and 2 meant by the name. Keras 3 has no name for it.</summary>
    internal static Tensor keras2_hard_sigmoid(Tensor x) => ops.clip(0.2 * OpsApi.FloatOf(x) + 0.5, 0, 1);
}
