namespace KerasTransfer.Activations;

internal static class Glu
{
    /// <summary>The first half of an axis times the sigmoid of the second. Dauphin et al. 2017.</summary>
    [KerasActivation]
    public static Tensor glu(Tensor x, int axis = -1)
    {
        int at = x.shape.Axis(axis), half = x.shape[at] / 2;
        if (x.shape[at] % 2 != 0) throw new ValueError($"axis size must be divisible by 2. Received: x.shape={x.shape} with axis={axis}");
        return ops.slice(x, at, 0, half) * ops.sigmoid(ops.slice(x, at, half, half));
    }
}
