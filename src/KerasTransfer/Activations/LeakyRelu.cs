namespace KerasTransfer.Activations;

internal static class LeakyRelu
{
    /// <summary>x above 0, negative_slope · x below it.</summary>
    [KerasActivation]
    public static Tensor leaky_relu(Tensor x, double negative_slope = 0.2) => new Ops.LeakyRelu(negative_slope).On(OpsApi.FloatOf(x));
}
