using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary><c>keras.ops.image</c>: operations on pictures.</summary>
    public OpsImageApi image { get; } = new();
}

/// <summary><c>keras.ops.image</c>. Pictures are (batch, rows, columns, channels), or (rows, columns, channels) for one.</summary>
[AtOnce]
public sealed partial class OpsImageApi
{
    internal OpsImageApi() { }

    /// <summary>Pictures at another size.</summary>
    /// <param name="images">A batch or one picture.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>lanczos3</c>, <c>lanczos5</c>, <c>bicubic</c> or <c>area</c>, as TensorFlow has them.</param>
    /// <param name="antialias">Whether all pixels count when shrinking; not for <c>nearest</c> and <c>area</c>.</param>
    /// <param name="crop_to_aspect_ratio">Cuts the pictures to the new shape first, in the middle.</param>
    /// <param name="pad_to_aspect_ratio">Pads them to the new shape first.</param>
    /// <param name="fill_mode"><c>constant</c>.</param>
    /// <param name="fill_value">What they are padded with.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <returns>The pictures' own type; integers are rounded and stay within its range.</returns>
    /// <exception cref="ValueError">An argument is none of those that Keras knows.</exception>
    public Tensor resize(Tensor images, (int height, int width) size, string interpolation = "bilinear", bool antialias = false, bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false,
        string fill_mode = "constant", double fill_value = 0.0, string? data_format = null)
    {
        if (!ResizeAxis.Methods.Contains(interpolation)) throw new ValueError($"Invalid value for argument `interpolation`. Expected of one ({string.Join(", ", ResizeAxis.Methods.Select(m => $"'{m}'"))}). Received: interpolation={interpolation}");
        if (fill_mode != "constant") throw new ValueError($"Invalid value for argument `fill_mode`. Only `'constant'` is supported. Received: fill_mode={fill_mode}");
        if (crop_to_aspect_ratio && pad_to_aspect_ratio) throw new ValueError("Only one of `pad_to_aspect_ratio` & `crop_to_aspect_ratio` can be `True`.");
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out bool moved);
        if (crop_to_aspect_ratio) x = ImageSizes.Cropped(x, size.height, size.width, single: true);
        else if (pad_to_aspect_ratio) x = ImageSizes.Padded(x, size.height, size.width, fill_value);
        x = ImageSizes.As(ImageSizes.Resize(x, size.height, size.width, interpolation, antialias), images.dtype);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Pictures whose pixel (x, y) is the old one at ((a0·x + a1·y + a2) / k, (b0·x + b1·y + b2) / k), k = c0·x + c1·y + 1.</summary>
    /// <param name="images">A batch or one picture.</param>
    /// <param name="transform">The eight numbers a0, a1, a2, b0, b1, b2, c0, c1, or such a row for each picture.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="fill_mode">What lies outside: <c>constant</c>, <c>nearest</c>, <c>wrap</c> or <c>reflect</c>.</param>
    /// <param name="fill_value">For <c>constant</c>.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <exception cref="ValueError">An argument is none of those that Keras knows.</exception>
    public Tensor affine_transform(Tensor images, Tensor transform, string interpolation = "bilinear", string fill_mode = "constant", double fill_value = 0, string? data_format = null)
    {
        if (interpolation is not ("nearest" or "bilinear")) throw new ValueError($"Invalid value for argument `interpolation`. Expected of one ('nearest', 'bilinear'). Received: interpolation={interpolation}");
        PictureEdge edge = fill_mode switch
        {
            "constant" => PictureEdge.Constant,
            "nearest" => PictureEdge.Nearest,
            "wrap" => PictureEdge.Wrap,
            "reflect" => PictureEdge.Reflect,
            _ => throw new ValueError($"Invalid value for argument `fill_mode`. Expected of one ('constant', 'nearest', 'wrap', 'reflect'). Received: fill_mode={fill_mode}"),
        };
        if (transform.ndim is not (1 or 2)) throw new ValueError($"Invalid transform rank: expected rank 1 (single transform) or rank 2 (batch of transforms). Received input with shape: transform.shape={transform.shape}");
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out bool moved);
        DType type = images.dtype;
        if (images.ndim == 3) x = ops.expand_dims(x, 0);
        if (transform.ndim == 1) transform = ops.expand_dims(transform, 0);
        if (!type.IsFloating) x = x.Cast(DType.float32);
        x = new ProjectiveTransform(interpolation == "bilinear", edge, (float)fill_value).On(x, transform.Cast(DType.float32)).Cast(type);
        if (images.ndim == 3) x = ops.squeeze(x, 0);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Grey pictures: 0.2989 red + 0.5870 green + 0.1140 blue, in the pictures' own type.</summary>
    /// <exception cref="ValueError">There are neither 3 channels nor 1.</exception>
    public Tensor rgb_to_grayscale(Tensor images, string? data_format = null)
    {
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out bool moved);
        if (x.shape[^1] is not (1 or 3)) throw new ValueError($"Invalid channel size: expected 3 (RGB) or 1 (Grayscale). Received input with shape: images.shape={images.shape}");
        if (x.shape[^1] == 1) return images;
        Tensor weights = NDArray.FromArray(new[] { 0.2989f, 0.5870f, 0.1140f }, new Shape(3));
        DType compute = images.dtype == DType.float64 ? DType.float64 : DType.float32;
        x = ops.sum(x.Cast(compute) * weights.Cast(compute), -1, keepdims: true).Cast(images.dtype);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Hue, saturation and value, each from 0 to 1, of colours from 0 to 1.</summary>
    /// <exception cref="ValueError">The pictures are of integers or have not 3 channels.</exception>
    public Tensor rgb_to_hsv(Tensor images, string? data_format = null)
    {
        Tensor x = Colours(images, data_format, out bool moved);
        Tensor r = ImageSizes.Channel(x, 0), g = ImageSizes.Channel(x, 1), b = ImageSizes.Channel(x, 2);
        Tensor value = ops.maximum(r, ops.maximum(g, b)), range = value - ops.minimum(r, ops.minimum(g, b));
        Tensor saturation = ops.where(value > 0, range / ops.where(value > 0, value, 1.0), 0.0);
        Tensor norm = 1.0 / (6.0 * ops.where(range > 0, range, 1.0));
        Tensor hue = ops.where(ops.equal(r, value), norm * (g - b), ops.where(ops.equal(g, value), norm * (b - r) + 2.0 / 6, norm * (r - g) + 4.0 / 6));
        hue = ops.where(range > 0, hue, 0.0);
        hue = ops.where(hue < 0, hue + 1.0, hue);
        x = ops.concatenate(new Tensors([hue, saturation, value]), -1);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Colours from 0 to 1 of hue, saturation and value.</summary>
    /// <exception cref="ValueError">The pictures are of integers or have not 3 channels.</exception>
    public Tensor hsv_to_rgb(Tensor images, string? data_format = null)
    {
        Tensor x = Colours(images, data_format, out bool moved);
        Tensor h = ImageSizes.Channel(x, 0) * 6.0, s = ImageSizes.Channel(x, 1), v = ImageSizes.Channel(x, 2);
        Tensor r = ops.clip(ops.abs(h - 3.0) - 1.0, 0.0, 1.0), g = ops.clip(2.0 - ops.abs(h - 2.0), 0.0, 1.0), b = ops.clip(2.0 - ops.abs(h - 4.0), 0.0, 1.0);
        x = (1.0 - s + s * ops.concatenate(new Tensors([r, g, b]), -1)) * v;
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Pictures with a border of zeros. Of top, bottom and height two are given, of left, right and width too.</summary>
    /// <exception cref="ValueError">More or fewer are given, or one comes out negative.</exception>
    public Tensor pad_images(Tensor images, int? top_padding = null, int? left_padding = null, int? bottom_padding = null, int? right_padding = null, int? target_height = null, int? target_width = null, string? data_format = null)
    {
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out bool moved);
        (int top, int bottom) = Borders("padding", "top", "bottom", "height", top_padding, bottom_padding, target_height - x.shape[^3]);
        (int left, int right) = Borders("padding", "left", "right", "width", left_padding, right_padding, target_width - x.shape[^2]);
        x = ImageSizes.Bordered(x, top, left, bottom, right, 0);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>A piece of the pictures. Of top, bottom and height two are given, of left, right and width too.</summary>
    /// <exception cref="ValueError">More or fewer are given, or one comes out negative.</exception>
    public Tensor crop_images(Tensor images, int? top_cropping = null, int? left_cropping = null, int? bottom_cropping = null, int? right_cropping = null, int? target_height = null, int? target_width = null, string? data_format = null)
    {
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out bool moved);
        (int top, int bottom) = Borders("cropping", "top", "bottom", "height", top_cropping, bottom_cropping, x.shape[^3] - target_height);
        (int left, int right) = Borders("cropping", "left", "right", "width", left_cropping, right_cropping, x.shape[^2] - target_width);
        if (top + bottom >= x.shape[^3] || left + right >= x.shape[^2]) throw new ValueError($"crop_images: nothing is left of pictures of shape {images.shape}.");
        x = ImageSizes.Piece(x, top, left, x.shape[^3] - top - bottom, x.shape[^2] - left - right);
        return moved ? ops.moveaxis(x, -1, -3) : x;
    }

    /// <summary>Pictures, each pixel a mean of those around it that falls off like a bell; zeros lie outside.</summary>
    /// <param name="images">A batch or one picture, of floating-point numbers.</param>
    /// <param name="kernel_size">How many pixels have a part, to the side and down.</param>
    /// <param name="sigma">The standard deviations in pixels, to the side and down.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <exception cref="ValueError">The pictures are of integers, or of other axes.</exception>
    public Tensor gaussian_blur(Tensor images, (int, int)? kernel_size = null, (double, double)? sigma = null, string? data_format = null)
    {
        (int first, int second) = kernel_size ?? (3, 3);
        if (first < 1 || second < 1) throw new ValueError($"gaussian_blur: `kernel_size` must be positive. Received: kernel_size=({first}, {second})");
        (double across, double down) = sigma ?? (1, 1);
        return ImageSizes.Blurred(images, (first, second), NDArray.FromArray([across, down], new Shape(2)), data_format);
    }

    /// <summary>Pieces of pictures: each place of the result has the numbers of one piece, row by row, pixel by pixel.</summary>
    /// <param name="images">A batch or one picture.</param>
    /// <param name="size">Rows and columns of a piece.</param>
    /// <param name="strides">From a piece to the next; null: the size.</param>
    /// <param name="dilation_rate">From a pixel of a piece to the next.</param>
    /// <param name="padding"><c>valid</c>, or <c>same</c> for zeros around.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <exception cref="ValueError">The size is not one or two numbers.</exception>
    public Tensor extract_patches(Tensor images, Axes size, Axes? strides = null, Axes? dilation_rate = null, string padding = "valid", string? data_format = null)
    {
        if (size.Count == 3) throw new NotSupportedException("extract_patches of volumes is not supported. Take the pieces by slices: x[.., i..(i + n)].");
        if (size.Count is not (1 or 2)) throw new ValueError($"Invalid `size` argument. Expected an int or a tuple of length 2. Received: size={size}");
        Tensor x = images.ndim == 3 ? ops.expand_dims(images, 0) : images;
        (int rows, int columns, int channels) = (size[0], size[^1], x.shape[ImageDataFormat.Of(data_format) == "channels_first" ? 1 : 3]);
        Tensor kernel = ops.eye(rows * columns * channels).Cast(x.dtype).Reshape((rows, columns, channels, rows * columns * channels));
        x = ops.conv(x, kernel, strides ?? new Axes([rows, columns]), padding, data_format, dilation_rate);
        return images.ndim == 3 ? ops.squeeze(x, 0) : x;
    }

    /// <summary>The array's numbers at places between its elements.</summary>
    /// <param name="inputs">An array of any axes.</param>
    /// <param name="coordinates">For each of the array's axes where on it: (axes, …).</param>
    /// <param name="order">0: the nearest element; 1: linear between elements.</param>
    /// <param name="fill_mode">What lies outside: <c>constant</c>, <c>nearest</c> or <c>wrap</c>.</param>
    /// <param name="fill_value">For <c>constant</c>.</param>
    /// <returns>The shape of the coordinates without their first axis; integers are rounded.</returns>
    /// <exception cref="NotSupportedException"><c>mirror</c> and <c>reflect</c>, for which Keras takes other elements than it says; orders above 1.</exception>
    /// <exception cref="ValueError">The coordinates do not fit, or the mode is unknown.</exception>
    public Tensor map_coordinates(Tensor inputs, Tensor coordinates, int order, string fill_mode = "constant", double fill_value = 0)
    {
        if (coordinates.ndim < 2 || coordinates.shape[0] != inputs.ndim)
            throw new ValueError($"First dim of `coordinates` must be the same as the rank of `inputs`. Received inputs with shape: {inputs.shape} and coordinates of shape {coordinates.shape}");
        if (fill_mode is "mirror" or "reflect") throw new NotSupportedException($"map_coordinates with fill_mode=\"{fill_mode}\" is not supported: Keras takes other elements than it says. Pad the array first, with keras.ops.pad(x, …, mode: \"reflect\" or \"symmetric\").");
        if (fill_mode is not ("constant" or "nearest" or "wrap")) throw new ValueError($"Invalid value for argument `fill_mode`. Expected one of 'constant', 'nearest', 'wrap', 'mirror', 'reflect'. Received: fill_mode={fill_mode}");
        if (order is not (0 or 1)) throw new NotSupportedException($"map_coordinates currently requires order<=1. Received: order={order}");
        Tensor at = coordinates.dtype.IsFloating ? coordinates : coordinates.Cast(DType.float32), flat = inputs.Reshape(new Shape((int)inputs.shape.Size));
        Shape shape = new(coordinates.shape.Dims[1..]);
        Tensor? result = null;
        for (int corner = 0; corner < (order == 0 ? 1 : 1 << inputs.ndim); corner++)
        {
            Tensor place = ops.zeros(shape, DType.int32), weight = ops.ones(shape, at.dtype), inside = ops.ones(shape, DType.@bool);
            for (int axis = 0; axis < inputs.ndim; axis++)
            {
                int length = inputs.shape[axis];
                Tensor where = ops.take(at, axis, 0), lower = order == 0 ? ops.round(where) : ops.floor(where), index = lower.Cast(DType.int32);
                bool upper = (corner >> axis & 1) == 1;
                if (order == 1) weight *= upper ? where - lower : 1 - (where - lower);
                if (upper) index += 1;
                if (fill_mode == "constant") inside = ops.logical_and(inside, ops.logical_and(index >= 0, index < length));
                place = place * length + (fill_mode == "wrap" ? ops.mod(index, length) : ops.clip(index, 0, length - 1));
            }
            Tensor numbers = ops.take(flat, place, 0).Cast(at.dtype);
            if (fill_mode == "constant") numbers = ops.where(inside, numbers, fill_value);
            result = result is null ? weight * numbers : result + weight * numbers;
        }
        return (inputs.dtype.IsInteger ? ops.round(result!) : result!).Cast(inputs.dtype);
    }

    private static (int Before, int After) Borders(string what, string before, string after, string size, int? first, int? last, int? both)
    {
        if ((first is null ? 0 : 1) + (last is null ? 0 : 1) + (both is null ? 0 : 1) != 2)
            throw new ValueError($"Must specify exactly two of {before}_{what}, {after}_{what}, target_{size}. Received: {before}_{what}={first}, {after}_{what}={last}, target_{size} {(both is null ? "not given" : "given")}");
        (int a, int b) = (first ?? both!.Value - last!.Value, last ?? both!.Value - first!.Value);
        return a >= 0 && b >= 0 ? (a, b) : throw new ValueError($"{before}_{what} and {after}_{what} must be >= 0. Received: {before}_{what}={a}, {after}_{what}={b}");
    }

    private static Tensor Colours(Tensor images, string? data_format, out bool moved)
    {
        Tensor x = ImageSizes.ChannelsLast(images, data_format, out moved);
        if (!images.dtype.IsFloating) throw new ValueError($"Invalid images dtype: expected float dtype. Received: images.dtype={images.dtype}");
        return x.shape[^1] == 3 ? x : throw new ValueError($"Expected pictures of 3 channels. Received: images.shape={images.shape}");
    }
}
