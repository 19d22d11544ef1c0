using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>What all ways to resize images share: <c>keras.ops.image.resize</c>, <c>tf.image.resize</c>, <c>smart_resize</c> and the layers.</summary>
internal static class ImageSizes
{
    /// <summary>Images (batch, rows, columns, channels) or one (rows, columns, channels) as <c>tf.image.resize</c> gives them: float32, by <c>nearest</c> in their own type.</summary>
    public static Tensor Resize(Tensor images, int rows, int columns, string method, bool antialias)
    {
        if (images.ndim == 3) return ops.squeeze(Resize(ops.expand_dims(images, 0), rows, columns, method, antialias), 0);
        if (rows < 1 || columns < 1) throw new ValueError($"resize: the size must be positive. Received: size=({rows}, {columns})");
        if (method != "nearest") return new Resize(method, antialias, rows, columns).On(images.Cast(DType.float32));
        Tensor x = images.shape[1] == rows ? images : new Gather(1).On(images, NDArray.FromArray(ResizeAxis.Nearest(images.shape[1], rows), new Shape(rows)));
        return x.shape[2] == columns ? x : new Gather(2).On(x, NDArray.FromArray(ResizeAxis.Nearest(x.shape[2], columns), new Shape(columns)));
    }

    /// <summary>The largest piece in the middle that has the shape of rows × columns, for images with channels last.</summary>
    /// <param name="images">A batch or one image.</param>
    /// <param name="rows">Rows wanted.</param>
    /// <param name="columns">Columns wanted.</param>
    /// <param name="single">Whether the ratio is taken in float32 (TensorFlow) or in float64 (Python).</param>
    public static Tensor Cropped(Tensor images, int rows, int columns, bool single)
    {
        (int height, int width) = (images.shape[^3], images.shape[^2]);
        int h = Math.Max(1, Math.Min(height, Ratio(width, rows, columns, single))), w = Math.Max(1, Math.Min(width, Ratio(height, columns, rows, single)));
        return Piece(images, (height - h) / 2, (width - w) / 2, h, w);
    }

    /// <summary>A piece of images with channels last.</summary>
    public static Tensor Piece(Tensor images, int top, int left, int rows, int columns)
    {
        int[] starts = new int[images.ndim];
        (starts[^3], starts[^2]) = (top, left);
        return ops.slice(images, starts, images.shape.With(images.ndim - 3, rows).With(images.ndim - 2, columns));
    }

    /// <summary>Channel <paramref name="i"/> of images with channels last, as images of one channel.</summary>
    public static Tensor Channel(Tensor images, int i)
    {
        int[] starts = new int[images.ndim];
        starts[^1] = i;
        return ops.slice(images, starts, images.shape.With(images.ndim - 1, 1));
    }

    /// <summary>The images with borders that bring them to the shape of rows × columns: as many rows on either side, one too few where that is odd, as in Keras.</summary>
    public static Tensor Padded(Tensor images, int rows, int columns, double fill)
    {
        (int height, int width) = (images.shape[^3], images.shape[^2]);
        int down = (Math.Max(height, Ratio(width, rows, columns, true)) - height) / 2, across = (Math.Max(width, Ratio(height, columns, rows, true)) - width) / 2;
        return Bordered(images, down, across, down, across, fill);
    }

    /// <summary>A border around images with channels last.</summary>
    public static Tensor Bordered(Tensor images, int top, int left, int bottom, int right, double fill)
    {
        var widths = new (int, int)[images.ndim];
        (widths[^3], widths[^2]) = ((top, bottom), (left, right));
        return top + left + bottom + right == 0 ? images : ops.pad(images, widths, "constant", fill);
    }

    /// <summary>Numbers of a resized image in the images' own type: rounded half to even and kept within its range.</summary>
    public static Tensor As(Tensor resized, DType type) =>
        resized.dtype == type ? resized : ops.saturate_cast(type.IsInteger ? ops.round(resized) : resized, type);

    /// <summary>Images with channels last, and whether they were not so before.</summary>
    public static Tensor ChannelsLast(Tensor images, string? data_format, out bool moved)
    {
        if (images.ndim is not (3 or 4)) throw new ValueError($"Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). Received input with shape: images.shape={images.shape}");
        moved = ImageDataFormat.Of(data_format) == "channels_first";
        return moved ? ops.moveaxis(images, -3, -1) : images;
    }

    /// <summary>A batch or one image, each pixel a mean of those around it that falls off like a bell.</summary>
    /// <param name="images">Floating-point images.</param>
    /// <param name="size">The mean's pixels; the shape of Keras's kernel.</param>
    /// <param name="sigma">Two standard deviations, to the side and down.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    public static Tensor Blurred(Tensor images, (int First, int Second) size, Tensor sigma, string? data_format)
    {
        Tensor x = ChannelsLast(images, data_format, out bool moved);
        if (!x.dtype.IsFloating) throw new ValueError($"gaussian_blur: expected floating-point images. Received: {x.dtype} of shape {images.shape}.");
        if (x.ndim == 3) x = ops.expand_dims(x, 0);
        Tensor across = Bell(size.First, 0), down = Bell(size.Second, 1);
        Tensor kernel = ops.tile((down.Reshape((size.Second, 1)) * across.Reshape((1, size.First))).Reshape((size.First, size.Second, 1, 1)), [1, 1, x.shape[^1], 1]);
        x = ops.depthwise_conv(x, kernel, padding: "same", data_format: "channels_last");
        if (images.ndim == 3) x = ops.squeeze(x, 0);
        return moved ? ops.moveaxis(x, -1, -3) : x;

        Tensor Bell(int length, int i)
        {
            Tensor places = NDArray.FromArray([.. Enumerable.Range(0, length).Select(n => n - (length - 1) / 2.0)], new Shape(length));
            Tensor bell = ops.exp(-0.5 * ops.square(places.Cast(x.dtype) / ops.slice(sigma, [i], new Shape(1)).Cast(x.dtype)));
            return bell / ops.sum(bell);
        }
    }

    private static int Ratio(int a, int b, int c, bool single) => single ? (int)((float)((long)a * b) / c) : (int)((double)((long)a * b) / c);
}
