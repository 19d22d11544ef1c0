namespace KerasTransfer.Layers;

/// <summary>Colours of pictures, whose channels lie along an axis: red, green, blue and hue, saturation, value. After TensorFlow's rgb_to_hsv and hsv_to_rgb.</summary>
internal static class PictureColors
{
    /// <exception cref="ValueError">There are not three channels.</exception>
    public static (Tensor First, Tensor Second, Tensor Third) Channels(Tensor images, int axis, string layer)
    {
        if (images.shape[axis] != 3) throw new ValueError($"{layer}: pictures must have 3 channels, red, green and blue, on axis {axis}. Received: images.shape={images.shape}");
        Tensor[] channels = ops.split(images, 3, axis);
        return (channels[0], channels[1], channels[2]);
    }

    /// <summary>Grey: one channel.</summary>
    public static Tensor Grey(Tensor images, int axis, string layer)
    {
        (Tensor r, Tensor g, Tensor b) = Channels(images, axis, layer);
        return 0.2989 * r + 0.587 * g + 0.114 * b;
    }

    public static (Tensor Hue, Tensor Saturation, Tensor Value) ToHsv(Tensor images, int axis, string layer)
    {
        (Tensor r, Tensor g, Tensor b) = Channels(images, axis, layer);
        Tensor value = ops.maximum(ops.maximum(r, g), b), range = value - ops.minimum(ops.minimum(r, g), b);
        Tensor saturation = ops.where(value > 0, range / value, 0);
        Tensor norm = 1 / range * (1.0 / 6);
        Tensor hue = ops.where(ops.equal(r, value), norm * (g - b), ops.where(ops.equal(g, value), norm * (b - r) + 2.0 / 6, norm * (r - g) + 4.0 / 6));
        hue = ops.where(range > 0, hue, 0);
        return (ops.where(hue < 0, hue + 1, hue), saturation, value);
    }

    public static Tensor FromHsv(Tensor hue, Tensor saturation, Tensor value, int axis)
    {
        Tensor sixth = hue * 6, grey = 1 - saturation;
        Tensor red = ops.clip(ops.abs(sixth - 3) - 1, 0, 1), green = ops.clip(2 - ops.abs(sixth - 2), 0, 1), blue = ops.clip(2 - ops.abs(sixth - 4), 0, 1);
        return ops.concatenate(new Tensors([(grey + saturation * red) * value, (grey + saturation * green) * value, (grey + saturation * blue) * value]), axis);
    }

    /// <summary>Pixels of one range of values in another.</summary>
    public static Tensor InRange(Tensor images, NumberRange from, NumberRange to) => (from.Low, from.High) == (to.Low, to.High) ? images
        : (images - from.Low) / (from.High - from.Low) * (to.High - to.Low) + to.Low;

    /// <summary>The argument <c>value_range</c>, its numbers in order.</summary>
    /// <exception cref="ValueError">It is not two numbers.</exception>
    public static NumberRange Range(NumberRange? value_range) => value_range is not { } range ? (0, 255) : range.IsPair ? (Math.Min(range.Low, range.High), Math.Max(range.Low, range.High))
        : throw new ValueError($"The `value_range` argument should be a list of two numbers. Received: value_range={range}");
}
