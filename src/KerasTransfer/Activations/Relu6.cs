namespace KerasTransfer.Activations;

internal static class Relu6
{
    /// <summary>x kept between 0 and 6.</summary>
    [KerasActivation]
    public static Tensor relu6(Tensor x) => new Ops.Relu6().On(x);
}
