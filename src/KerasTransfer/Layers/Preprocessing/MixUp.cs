namespace KerasTransfer.Layers;

/// <summary>
/// In training mixes each picture of a batch with another: w · x + (1 − w) · x', with a weight of its own. Given a list <c>[images, labels]</c> it mixes the labels (batch, classes) alike and gives both:
/// <c>mixup.ApplyOutputs([images, labels], training: true)</c>. Output: the inputs' shapes.
/// </summary>
/// <param name="alpha">The shape of the weights' beta distribution: near 0 one of the two pictures prevails.</param>
/// <param name="data_format">Without effect.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Zhang et al. 2017, "mixup: Beyond empirical risk minimization".</remarks>
public sealed partial class MixUp(double alpha = 0.2, string? data_format = null, long? seed = null, LayerOptions? options = null) : BaseMixing(seed, data_format, options)
{
    /// <summary>The shape of the weights' beta distribution.</summary>
    public double alpha { get; } = alpha > 0 ? alpha : throw new ValueError($"MixUp: alpha must be above 0. Received: alpha={Saving.ConfigJson.Number(alpha)}");

    internal override bool AlwaysDraws => true;

    private protected override (Tensor Images, Tensor? Weight, Tensor? Order) Mix(Tensor images)
    {
        int count = images.shape[0];
        Tensor order = Order(count), weight = Beta(ops.full(count, alpha, DType.float32)).Cast(dtype), each = weight.Reshape((count, 1, 1, 1));
        return (each * images + (1 - each) * ops.take(images, order, 0), weight, order);
    }
}
