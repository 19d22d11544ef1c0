namespace KerasTransfer.Activations;

internal static class Relu
{
    /// <summary>x above the threshold, negative_slope · (x − threshold) below it; not more than max_value.</summary>
    [KerasActivation]
    public static Tensor relu(Tensor x, double negative_slope = 0.0, double? max_value = null, double threshold = 0.0)
    {
        if (negative_slope != 0 && max_value is null && threshold == 0) return LeakyRelu.leaky_relu(x, negative_slope);
        Tensor y;
        if (threshold != 0) y = ops.where(x > threshold, x, 0);
        else if (max_value == 6) (y, max_value) = (Relu6.relu6(x), null);
        else y = new Ops.Relu().On(x);
        if (max_value is { } max) y = ops.clip(y, 0, max);
        return negative_slope == 0 ? y : y - negative_slope * new Ops.Relu().On(threshold - x);
    }
}
