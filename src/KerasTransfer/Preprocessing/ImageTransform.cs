using System.Numerics.Tensors;

namespace KerasTransfer.Preprocessing;

/// <summary>The steps that change single pictures, arrays of three axes: affine transforms, shifts of channels and brightness, mirror images. Each gives a new array.</summary>
internal static class ImageTransform
{
    /// <summary>Rotation, shift, shear and zoom.</summary>
    /// <exception cref="ValueError">The axes do not fit a picture.</exception>
    public static NDArray Affine(NDArray x, TransformParameters p, int row_axis, int col_axis, int channel_axis, string fill_mode, double cval, int order)
    {
        if (row_axis == col_axis || row_axis == channel_axis || col_axis == channel_axis) throw new ValueError("'row_axis', 'col_axis', and 'channel_axis' must be distinct");
        if (row_axis is < 0 or > 2 || col_axis is < 0 or > 2 || channel_axis is < 0 or > 2) throw new ValueError($"Invalid axis' indices: row_axis={row_axis}, col_axis={col_axis}, channel_axis={channel_axis}. Each must be 0, 1 or 2.");
        if (x.ndim != 3) throw new ValueError($"Input arrays must be multi-channel 2D images: one picture, of three axes. Received: x.shape={x.shape}");
        if (channel_axis == 1) throw new ValueError("Channels are allowed and the first and last dimensions. Received: channel_axis=1");
        if (order is < 0 or > 5) throw new ValueError($"The order of interpolation must be 0 to 5. Received: {order}");
        if (order > 1) throw new NotSupportedException($"Spline interpolation of order {order} is not supported: order 0 (the nearest pixel) and 1 (between the four around it, the default) are.");
        FillMode fill = FillMode.Parse(fill_mode);
        bool exchange = col_axis > row_axis;
        if (AffineTransform.Of(p.theta, p.tx, p.ty, p.shear, p.zx, p.zy, x.shape[row_axis], x.shape[col_axis], exchange) is not { } transform) return x;
        int[] step = [x.shape[1] * x.shape[2], x.shape[2], 1];
        int first = exchange ? row_axis : col_axis, second = exchange ? col_axis : row_axis;
        AffineTransform.Layout layout = new(x.shape[first], x.shape[second], x.shape[channel_axis], step[first], step[second], step[channel_axis]);
        if (!x.dtype.IsFloating) return Whole(transform, x, layout, fill, cval, order);
        NDArray result = NDArray.Uninitialized(x.shape, x.dtype);
        if (x.dtype == DType.float32) transform.Apply(x.AsSpan<float>(), result.AsSpan<float>(), layout, fill, cval, order);
        else transform.Apply(x.AsSpan<double>(), result.AsSpan<double>(), layout, fill, cval, order);
        return result;
    }

    // Whole numbers are rounded half away from zero, as scipy does.
    private static NDArray Whole(AffineTransform transform, NDArray x, AffineTransform.Layout layout, FillMode fill, double cval, int order)
    {
        double[] values = new double[x.size];
        transform.Apply<double>(x.astype(DType.float64).AsSpan<double>(), values, layout, fill, cval, order);
        for (int i = 0; i < values.Length; i++) values[i] = x.dtype == DType.uint8 ? Math.Clamp(Math.Truncate(values[i] + 0.5), 0, 255) : Math.Truncate(values[i] + (values[i] > 0 ? 0.5 : -0.5));
        return NDArray.FromArray(values, x.shape).astype(x.dtype);
    }

    /// <summary>Adds to all channels, kept within the picture's smallest and largest number.</summary>
    public static NDArray ChannelShift(NDArray x, double intensity)
    {
        if (x.size == 0) return x;
        if (x.dtype != DType.float32) return KerasApi.np.clip(x + intensity, KerasApi.np.min(x), KerasApi.np.max(x));
        NDArray result = NDArray.Uninitialized(x.shape, x.dtype);
        ReadOnlySpan<float> pixels = x.AsSpan<float>();
        Span<float> shifted = result.AsSpan<float>();
        TensorPrimitives.Add(pixels, (float)intensity, shifted);
        TensorPrimitives.Clamp(shifted, TensorPrimitives.Min(pixels), TensorPrimitives.Max(pixels), shifted);
        return result;
    }

    /// <summary>The picture with an axis from its end to its start.</summary>
    public static NDArray Flip(NDArray x, int axis) => KerasApi.np.flip(x, axis);

    /// <summary>Times a factor, by way of whole numbers 0 to 255 as Pillow's enhancer does it: what comes after the point is cut off before and after.</summary>
    /// <param name="x">A picture of 1, 3 or 4 channels. An alpha channel stays as it is.</param>
    /// <param name="brightness">The factor.</param>
    /// <param name="scale">Whether the picture is first stretched to 0 … 255.</param>
    /// <param name="channel_axis">0 or 2.</param>
    public static NDArray Brightness(NDArray x, double brightness, bool scale, int channel_axis = 2)
    {
        if (x.ndim != 3) throw new ValueError($"Expected image array to have rank 3 (single image). Got array with shape: {x.shape}");
        int channels = x.shape[channel_axis];
        if (channels is not (1 or 3 or 4)) throw new ValueError($"Unsupported channel number: {channels}. A picture has 1, 3 or 4 channels, here on axis {channel_axis}.");
        NDArray result = x.astype(FloatX.Value);
        if (x.size == 0) return result;
        if (result.dtype != DType.float32) return Brightness(x.astype(DType.float32), brightness, scale, channel_axis).astype(FloatX.Value);
        Span<float> pixels = result.AsSpan<float>();
        float least = TensorPrimitives.Min<float>(pixels), most = TensorPrimitives.Max<float>(pixels);
        bool outside = least < 0 || most > 255;
        if (outside || scale)
        {
            TensorPrimitives.Subtract(pixels, least, pixels);
            float largest = TensorPrimitives.Max<float>(pixels);
            if (largest != 0) TensorPrimitives.Divide(pixels, largest, pixels);
            TensorPrimitives.Multiply(pixels, 255f, pixels);
        }
        float factor = (float)brightness;
        int step = channel_axis == 0 ? x.size / channels : 1;
        for (int i = 0; i < pixels.Length; i++)
        {
            byte pixel = (byte)pixels[i];
            bool alpha = channels == 4 && i / step % 4 == 3;
            pixels[i] = alpha ? pixel : factor is >= 0 and <= 1 ? (byte)(factor * pixel) : (byte)Math.Clamp(factor * pixel, 0f, 255f);
        }
        if (!scale && outside)
        {
            TensorPrimitives.Divide(pixels, 255f, pixels);
            TensorPrimitives.Multiply(pixels, most - least, pixels);
            TensorPrimitives.Add(pixels, least, pixels);
        }
        return result;
    }
}
