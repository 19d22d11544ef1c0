namespace KerasTransfer.Activations;

internal static class HardTanh
{
    /// <summary>x kept between −1 and 1.</summary>
    [KerasActivation]
    public static Tensor hard_tanh(Tensor x) => ops.clip(x, -1, 1);
}
