namespace KerasTransfer.Activations;

internal static class Squareplus
{
    /// <summary>(x + √(x² + b)) / 2. Barron 2021.</summary>
    [KerasActivation]
    public static Tensor squareplus(Tensor x, double b = 4)
    {
        x = OpsApi.FloatOf(x);
        return (x + ops.sqrt(ops.square(x) + b)) / 2;
    }
}
