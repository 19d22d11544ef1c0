namespace KerasTransfer.Layers;

/// <summary>
/// Spreads the values of each channel in training so that all are about as frequent (equalization of the histogram, which is taken over the whole batch). Output: the input's shape, as
/// floating-point numbers. Called directly, outside <c>fit</c> and <c>predict</c>, it changes pictures unless <c>training: false</c> is said.
/// </summary>
/// <param name="value_range">The values that pixels have.</param>
/// <param name="bins">How many values are told apart.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class Equalization(NumberRange? value_range = null, int bins = 256, string? data_format = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The values that pixels have.</summary>
    public NumberRange value_range { get; } = PictureColors.Range(value_range);
    /// <summary>How many values are told apart.</summary>
    public int bins { get; } = bins > 1 ? bins : throw new ValueError($"Equalization: `bins` must be at least 2. Received: bins={bins}");
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; } = ImageDataFormat.Of(data_format);

    internal override bool TrainsByDefault => true;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (inputs.ndim is not (3 or 4)) throw new ValueError($"Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: data.shape={inputs.shape}");
        if (!training) return inputs;
        Tensor images = inputs.Cast(dtype);
        int axis = data_format == "channels_first" ? images.ndim - 3 : images.ndim - 1;
        return images.shape.Size == 0 ? images : ops.concatenate(new Tensors([.. ops.split(images, images.shape[axis], axis).Select(Equalized)]), axis);
    }

    private Tensor Equalized(Tensor channel)
    {
        Tensor x = Scaled(channel, value_range, (0, 255));
        Tensor places = ops.clip((x.Cast(DType.float32) * (bins - 1) / 255.0).Cast(DType.int32), 0, bins - 1);
        Tensor count = ops.bincount(places.Reshape(new Shape((int)places.shape.Size)), minlength: bins), upTo = ops.cumsum(count, 0).Cast(DType.float64);
        Tensor first = ops.min(ops.where(upTo > 0, upTo, double.MaxValue)), rest = upTo[^1] - first;
        Tensor table = ops.clip(ops.round((upTo - first) * 255.0 / ops.where(ops.equal(rest, 0.0), 1.0, rest)), 0, 255).Cast(dtype);
        Tensor found = ops.take(table, ops.clip(x / 255.0 * (bins - 1), 0, bins - 1).Cast(DType.int32), 0);
        return Scaled(ops.where(rest > 0, found, x), (0, 255), value_range);
    }

    private static Tensor Scaled(Tensor x, NumberRange from, NumberRange to)
    {
        double scale = (to.High - to.Low) / (from.High - from.Low);
        return x * scale + (to.Low - from.Low * scale);
    }
}
