namespace KerasTransfer.Layers;

/// <summary>
/// In training puts a rectangle of another picture of the batch into each. Given a list <c>[images, labels]</c> it mixes the labels (batch, classes) by the share of the picture that is left and gives
/// both: <c>cutmix.ApplyOutputs([images, labels], training: true)</c>. A single picture stays as it is. Output: the inputs' shapes.
/// </summary>
/// <param name="factor">The least and the largest shape of the beta distribution of the shares, 0 to 1; one number f is (0, f).</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Yun et al. 2019, "CutMix: Regularization strategy to train strong classifiers with localizable features".</remarks>
public sealed partial class CutMix(NumberRange? factor = null, long? seed = null, string? data_format = null, LayerOptions? options = null) : BaseMixing(seed, data_format, options)
{
    /// <summary>The least and the largest shape of the beta distribution of the shares.</summary>
    public NumberRange factor { get; } = RandomFactor.Bounds(factor ?? 1.0, 0, 1);

    private protected override bool MixesOne => false;

    private protected override (Tensor Images, Tensor? Weight, Tensor? Order) Mix(Tensor images)
    {
        (int count, int width, int height) = (images.shape[0], images.shape[ColumnAxis], images.shape[RowAxis]);
        Tensor alpha = Uniform(Shape.Scalar, factor.Low, factor.High, dtype) + 1e-6;
        Tensor side = ops.sqrt(1 - Beta(ops.broadcast_to(alpha.Reshape(1), count)));
        (Tensor left, Tensor right) = Side(width);
        (Tensor top, Tensor bottom) = Side(height);
        Tensor inside = Inside(left, right, width, ColumnAxis) & Inside(top, bottom, height, RowAxis);
        Tensor weight = 1 - (right - left) * (bottom - top) / ((double)width * height);
        Tensor order = Order(count);
        return (ops.where(inside, ops.take(images, order, 0), images), weight, order);

        (Tensor, Tensor) Side(int length)
        {
            Tensor size = side * length, start = Uniform(count, 0, 1, dtype) * (length - size);
            return (start, start + size);
        }

        Tensor Inside(Tensor start, Tensor end, int length, int axis)
        {
            Tensor places = ops.arange(length, dtype).Reshape((1, length));
            return ((places >= start.Reshape((count, 1))) & (places < end.Reshape((count, 1)))).Reshape(new Shape(count, 1, 1, 1).With(axis, length));
        }
    }
}
