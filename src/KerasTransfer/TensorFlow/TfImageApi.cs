using KerasTransfer.Images;
using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary><c>tf.image</c>. Pictures are (batch, rows, columns, channels), or (rows, columns, channels) for one.</summary>
[AtOnce]
public sealed partial class TfImageApi
{
    internal TfImageApi() { }

    /// <summary>The names of the ways to resize.</summary>
    public TfResizeMethods ResizeMethod { get; } = new();

    /// <inheritdoc cref="TfIoApi.decode_jpeg"/>
    public NDArray decode_jpeg(byte[] contents, int channels = 0, int ratio = 1, bool fancy_upscaling = true, bool try_recover_truncated = false, double acceptable_fraction = 1, string dct_method = "") =>
        KerasApi.tf.io.decode_jpeg(contents, channels, ratio, fancy_upscaling, try_recover_truncated, acceptable_fraction, dct_method);
    /// <inheritdoc cref="TfIoApi.decode_png"/>
    public NDArray decode_png(byte[] contents, int channels = 0, DType? dtype = null) => KerasApi.tf.io.decode_png(contents, channels, dtype);
    /// <inheritdoc cref="TfIoApi.decode_bmp"/>
    public NDArray decode_bmp(byte[] contents, int channels = 0) => KerasApi.tf.io.decode_bmp(contents, channels);
    /// <inheritdoc cref="TfIoApi.decode_gif"/>
    public NDArray decode_gif(byte[] contents) => KerasApi.tf.io.decode_gif(contents);
    /// <inheritdoc cref="TfIoApi.decode_image"/>
    public NDArray decode_image(byte[] contents, int channels = 0, DType? dtype = null, bool expand_animations = true) => KerasApi.tf.io.decode_image(contents, channels, dtype, expand_animations);

    /// <summary>Pictures at another size, as float32; by <c>nearest</c> in their own type.</summary>
    /// <param name="images">A batch or one picture.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="method"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>area</c>, <c>lanczos3</c>, <c>lanczos5</c>, <c>gaussian</c> or <c>mitchellcubic</c>.</param>
    /// <param name="preserve_aspect_ratio">Makes the size as large as fits into <paramref name="size"/> undistorted.</param>
    /// <param name="antialias">Whether all pixels count when shrinking.</param>
    /// <param name="name">Has no effect.</param>
    /// <exception cref="ValueError">The method is none of these.</exception>
    public Tensor resize(Tensor images, (int height, int width) size, string method = "bilinear", bool preserve_aspect_ratio = false, bool antialias = false, string? name = null)
    {
        (int rows, int columns) = size;
        if (preserve_aspect_ratio)
        {
            (int height, int width) = (images.shape[^3], images.shape[^2]);
            float scale = MathF.Min((float)rows / height, (float)columns / width);
            (rows, columns) = ((int)MathF.Round(scale * height), (int)MathF.Round(scale * width));
        }
        return ImageSizes.Resize(images, rows, columns, method, antialias);
    }

    /// <summary>Pictures brought undistorted to the size, with zeros around.</summary>
    public Tensor resize_with_pad(Tensor image, int target_height, int target_width, string method = "bilinear", bool antialias = false)
    {
        (int height, int width) = (image.shape[^3], image.shape[^2]);
        float ratio = MathF.Max((float)width / target_width, (float)height / target_height), h = height / ratio, w = width / ratio;
        int top = Math.Max(0, (int)MathF.Floor((target_height - h) / 2)), left = Math.Max(0, (int)MathF.Floor((target_width - w) / 2));
        (int rows, int columns) = (Math.Max(1, (int)h), Math.Max(1, (int)w));
        return ImageSizes.Bordered(ImageSizes.Resize(image, rows, columns, method, antialias), top, left, target_height - top - rows, target_width - left - columns, 0);
    }

    /// <summary>The middle of the pictures where they are larger, zeros around them where they are smaller.</summary>
    public Tensor resize_with_crop_or_pad(Tensor image, int target_height, int target_width)
    {
        (int height, int width) = (image.shape[^3], image.shape[^2]);
        int rows = Math.Min(height, target_height), columns = Math.Min(width, target_width);
        Tensor x = ImageSizes.Piece(image, (height - rows) / 2, (width - columns) / 2, rows, columns);
        int top = (target_height - rows) / 2, left = (target_width - columns) / 2;
        return ImageSizes.Bordered(x, top, left, target_height - rows - top, target_width - columns - left, 0);
    }

    /// <summary>The middle part: <paramref name="central_fraction"/> of each side.</summary>
    /// <exception cref="ValueError">The fraction is not above 0 and at most 1.</exception>
    public Tensor central_crop(Tensor image, double central_fraction)
    {
        if (central_fraction is <= 0 or > 1) throw new ValueError($"central_fraction must be within (0, 1]. Received: {central_fraction}");
        (int height, int width) = (image.shape[^3], image.shape[^2]);
        int top = (int)((height - height * central_fraction) / 2), left = (int)((width - width * central_fraction) / 2);
        return ImageSizes.Piece(image, top, left, height - 2 * top, width - 2 * left);
    }

    /// <summary>A piece of the pictures.</summary>
    public Tensor crop_to_bounding_box(Tensor image, int offset_height, int offset_width, int target_height, int target_width) => ImageSizes.Piece(image, offset_height, offset_width, target_height, target_width);

    /// <summary>Left and right exchanged.</summary>
    public Tensor flip_left_right(Tensor image) => ops.flip(image, image.ndim - 2);
    /// <summary>Up and down exchanged.</summary>
    public Tensor flip_up_down(Tensor image) => ops.flip(image, image.ndim - 3);

    /// <summary>Grey pictures: 0.2989 red + 0.5870 green + 0.1140 blue, in the pictures' own type.</summary>
    public Tensor rgb_to_grayscale(Tensor images)
    {
        Tensor grey = ops.sum(convert_image_dtype(images, DType.float32) * (Tensor)NDArray.FromArray(new[] { 0.2989f, 0.5870f, 0.1140f }, new Shape(3)), -1, keepdims: true);
        return convert_image_dtype(grey, images.dtype);
    }
    /// <summary>Grey pictures as colours that are equal.</summary>
    public Tensor grayscale_to_rgb(Tensor images) => images.shape[^1] == 1 ? ops.repeat(images, 3, images.ndim - 1) : throw new ValueError($"grayscale_to_rgb: expected 1 channel. Received: images.shape={images.shape}");
    /// <inheritdoc cref="OpsImageApi.rgb_to_hsv(Tensor, string?)"/>
    public Tensor rgb_to_hsv(Tensor images) => ops.image.rgb_to_hsv(images, "channels_last");
    /// <inheritdoc cref="OpsImageApi.hsv_to_rgb(Tensor, string?)"/>
    public Tensor hsv_to_rgb(Tensor images) => ops.image.hsv_to_rgb(images, "channels_last");

    /// <summary>Numbers in another type: whole numbers fill their range, others go from 0 to 1.</summary>
    /// <param name="image">Pictures.</param>
    /// <param name="dtype">The type wanted.</param>
    /// <param name="saturate">Whether what is outside stays at the ends of the range.</param>
    public Tensor convert_image_dtype(Tensor image, DType dtype, bool saturate = false)
    {
        if (image.dtype == dtype) return image;
        if (image.dtype.IsFloating && dtype.IsFloating) return image.Cast(dtype);
        if (image.dtype.IsFloating)
        {
            Tensor scaled = image * (Largest(dtype) + 0.5);
            return saturate ? ops.saturate_cast(scaled, dtype) : scaled.Cast(dtype);
        }
        if (dtype.IsFloating) return image.Cast(dtype) * (1.0 / Largest(image.dtype));
        throw new NotSupportedException($"convert_image_dtype from {image.dtype} to {dtype} is not supported. Go by float32.");
    }

    /// <summary>Each picture less its mean, through its standard deviation (at least 1/√pixels).</summary>
    public Tensor per_image_standardization(Tensor image)
    {
        Tensor x = image.dtype.IsFloating ? image : image.Cast(DType.float32);
        Axes axes = new([x.ndim - 3, x.ndim - 2, x.ndim - 1]);
        double count = (double)x.shape[^1] * x.shape[^2] * x.shape[^3];
        return (x - ops.mean(x, axes, keepdims: true)) / ops.maximum(ops.std(x, axes, keepdims: true), 1 / Math.Sqrt(count));
    }

    /// <summary>Adds <paramref name="delta"/> to the numbers taken from 0 to 1.</summary>
    public Tensor adjust_brightness(Tensor image, double delta) => convert_image_dtype(convert_image_dtype(image, DType.float32) + delta, image.dtype, saturate: true);

    /// <summary>(x − mean of the channel) · <paramref name="contrast_factor"/> + mean.</summary>
    public Tensor adjust_contrast(Tensor images, double contrast_factor)
    {
        Tensor x = convert_image_dtype(images, DType.float32);
        Tensor mean = ops.mean(x, new Axes([x.ndim - 3, x.ndim - 2]), keepdims: true);
        return convert_image_dtype((x - mean) * contrast_factor + mean, images.dtype, saturate: true);
    }

    /// <summary>Multiplies the saturation.</summary>
    public Tensor adjust_saturation(Tensor image, double saturation_factor)
    {
        Tensor x = rgb_to_hsv(convert_image_dtype(image, DType.float32));
        x = ops.concatenate(new Tensors([ImageSizes.Channel(x, 0), ops.clip(ImageSizes.Channel(x, 1) * saturation_factor, 0.0, 1.0), ImageSizes.Channel(x, 2)]), -1);
        return convert_image_dtype(hsv_to_rgb(x), image.dtype, saturate: true);
    }

    /// <summary>Turns the hue by <paramref name="delta"/>, −1 to 1.</summary>
    public Tensor adjust_hue(Tensor image, double delta)
    {
        Tensor x = rgb_to_hsv(convert_image_dtype(image, DType.float32)), hue = ImageSizes.Channel(x, 0) + delta;
        x = ops.concatenate(new Tensors([hue - ops.floor(hue), ImageSizes.Channel(x, 1), ImageSizes.Channel(x, 2)]), -1);
        return convert_image_dtype(hsv_to_rgb(x), image.dtype, saturate: true);
    }

    private static double Largest(DType dtype) => dtype.Code switch
    {
        DTypeCode.UInt8 => byte.MaxValue,
        DTypeCode.Int8 => sbyte.MaxValue,
        DTypeCode.Int16 => short.MaxValue,
        DTypeCode.Int32 => int.MaxValue,
        _ => throw new NotSupportedException($"Pictures of {dtype} are not supported. Use uint8, int8, int16, int32 or floating point."),
    };
}

/// <summary><c>tf.image.ResizeMethod</c>.</summary>
public sealed class TfResizeMethods
{
    internal TfResizeMethods() { }

    /// <summary><c>bilinear</c>.</summary>
    public string BILINEAR => "bilinear";
    /// <summary><c>nearest</c>.</summary>
    public string NEAREST_NEIGHBOR => "nearest";
    /// <summary><c>bicubic</c>.</summary>
    public string BICUBIC => "bicubic";
    /// <summary><c>area</c>.</summary>
    public string AREA => "area";
    /// <summary><c>lanczos3</c>.</summary>
    public string LANCZOS3 => "lanczos3";
    /// <summary><c>lanczos5</c>.</summary>
    public string LANCZOS5 => "lanczos5";
    /// <summary><c>gaussian</c>.</summary>
    public string GAUSSIAN => "gaussian";
    /// <summary><c>mitchellcubic</c>.</summary>
    public string MITCHELLCUBIC => "mitchellcubic";
}
