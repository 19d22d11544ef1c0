namespace KerasTransfer.Activations;

internal static class TanhShrink
{
    /// <summary>x − tanh(x).</summary>
    [KerasActivation]
    public static Tensor tanh_shrink(Tensor x)
    {
        x = OpsApi.FloatOf(x);
        return x - ops.tanh(x);
    }
}
