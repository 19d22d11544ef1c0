using KerasTransfer.Images;

namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Reads a picture from a file as Keras does by Pillow. What EXIF says about turning it is ignored.</summary>
    /// <param name="path">A JPEG, PNG, BMP or GIF file (of a GIF the first picture), or one that a registered codec reads (<see cref="ImageCodecs"/>).</param>
    /// <param name="color_mode"><c>rgb</c>, <c>rgba</c> or <c>grayscale</c> (which leaves grey of 16 bits as it is).</param>
    /// <param name="target_size">Height and width; null: as it is.</param>
    /// <param name="interpolation"><c>nearest</c>, <c>bilinear</c>, <c>bicubic</c>, <c>hamming</c>, <c>box</c> or <c>lanczos</c>.</param>
    /// <param name="keep_aspect_ratio">Cuts the picture at the centre to the shape of <paramref name="target_size"/> instead of distorting it.</param>
    /// <exception cref="ImageFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ValueError">An argument is none of those that Keras knows.</exception>
    public Image load_img(string path, string color_mode = "rgb", (int height, int width)? target_size = null, string interpolation = "nearest", bool keep_aspect_ratio = false) =>
        ImageLoading.Prepare(Image.open(path), color_mode, target_size, interpolation, keep_aspect_ratio);

    /// <inheritdoc cref="load_img(string, string, ValueTuple{int, int}?, string, bool)"/>
    public Image load_img(Stream path, string color_mode = "rgb", (int height, int width)? target_size = null, string interpolation = "nearest", bool keep_aspect_ratio = false) =>
        ImageLoading.Prepare(Image.open(path), color_mode, target_size, interpolation, keep_aspect_ratio);

    /// <summary>A picture's numbers, 0 to 255, as (height, width, channels).</summary>
    /// <param name="img">The picture.</param>
    /// <param name="data_format"><c>channels_last</c>, or <c>channels_first</c> for (channels, height, width); null: the global setting.</param>
    /// <param name="dtype">Their type; null: <c>floatx()</c>, float32.</param>
    public NDArray img_to_array(Image img, string? data_format = null, DType? dtype = null) => ImageLoading.ToArray(img.ToArray(), data_format, dtype);

    /// <summary>An array of pixels (height, width) or (height, width, channels) as <c>img_to_array</c> gives it for a picture.</summary>
    /// <exception cref="ValueError">The array has another number of axes.</exception>
    public NDArray img_to_array(NDArray img, string? data_format = null, DType? dtype = null) => ImageLoading.ToArray(img, data_format, dtype);

    /// <summary>An array (height, width, channels) as a picture.</summary>
    /// <param name="x">One picture of 1, 3 or 4 channels.</param>
    /// <param name="data_format"><c>channels_last</c>, or <c>channels_first</c> for (channels, height, width); null: the global setting.</param>
    /// <param name="scale">Stretches the numbers so that the smallest is 0 and the largest 255; false for numbers that are pixels already.</param>
    /// <param name="dtype">The type to compute in; null: <c>floatx()</c>.</param>
    /// <exception cref="ValueError">The shape is not that of one picture.</exception>
    public Image array_to_img(NDArray x, string? data_format = null, bool scale = true, DType? dtype = null) => ImageLoading.ToImage(x, data_format, scale, dtype);

    /// <summary>Writes an array (height, width, channels) as a picture, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="x">One picture of 1, 3 or 4 channels.</param>
    /// <param name="data_format"><c>channels_last</c>, or <c>channels_first</c> for (channels, height, width); null: the global setting.</param>
    /// <param name="file_format"><c>png</c>, <c>jpeg</c> or <c>bmp</c>; null: by the file's name.</param>
    /// <param name="scale">Stretches the numbers so that the smallest is 0 and the largest 255; false for numbers that are pixels already.</param>
    /// <param name="quality">For JPEG: 1 to 100.</param>
    /// <exception cref="ValueError">The shape is not that of one picture, or the format is unknown.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void save_img(string path, NDArray x, string? data_format = null, string? file_format = null, bool scale = true, int quality = 75)
    {
        Image image = array_to_img(x, data_format, scale);
        string format = (file_format ?? Path.GetExtension(path).TrimStart('.')).ToLowerInvariant();
        if (image.mode == "RGBA" && format is "jpg" or "jpeg")
        {
            Warning.Write("The JPEG format does not support RGBA images, converting to RGB.");
            image = image.convert("RGB");
        }
        image.save(path, format, quality);
    }
}

public sealed partial class PreprocessingApi
{
    /// <summary><c>keras.preprocessing.image</c>.</summary>
    public ImagePreprocessingApi image { get; } = new();
}

/// <summary><c>keras.preprocessing.image</c>.</summary>
public sealed partial class ImagePreprocessingApi
{
    internal ImagePreprocessingApi() { }

    /// <inheritdoc cref="UtilsApi.load_img(string, string, ValueTuple{int, int}?, string, bool)"/>
    public Image load_img(string path, string color_mode = "rgb", (int height, int width)? target_size = null, string interpolation = "nearest", bool keep_aspect_ratio = false) =>
        KerasApi.keras.utils.load_img(path, color_mode, target_size, interpolation, keep_aspect_ratio);

    /// <inheritdoc cref="UtilsApi.load_img(string, string, ValueTuple{int, int}?, string, bool)"/>
    public Image load_img(Stream path, string color_mode = "rgb", (int height, int width)? target_size = null, string interpolation = "nearest", bool keep_aspect_ratio = false) =>
        KerasApi.keras.utils.load_img(path, color_mode, target_size, interpolation, keep_aspect_ratio);

    /// <inheritdoc cref="UtilsApi.img_to_array(Image, string?, DType?)"/>
    public NDArray img_to_array(Image img, string? data_format = null, DType? dtype = null) => KerasApi.keras.utils.img_to_array(img, data_format, dtype);

    /// <inheritdoc cref="UtilsApi.img_to_array(NDArray, string?, DType?)"/>
    public NDArray img_to_array(NDArray img, string? data_format = null, DType? dtype = null) => KerasApi.keras.utils.img_to_array(img, data_format, dtype);

    /// <inheritdoc cref="UtilsApi.array_to_img"/>
    public Image array_to_img(NDArray x, string? data_format = null, bool scale = true, DType? dtype = null) => KerasApi.keras.utils.array_to_img(x, data_format, scale, dtype);

    /// <inheritdoc cref="UtilsApi.save_img"/>
    public void save_img(string path, NDArray x, string? data_format = null, string? file_format = null, bool scale = true, int quality = 75) => KerasApi.keras.utils.save_img(path, x, data_format, file_format, scale, quality);

    /// <summary>Pictures at another size without distortion: the largest piece of that shape is cut out of the middle and resized as <c>keras.ops.image.resize</c> does.</summary>
    /// <param name="x">One picture or a batch.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>lanczos3</c>, <c>lanczos5</c> or <c>area</c>.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>.</param>
    public NDArray smart_resize(NDArray x, (int height, int width) size, string interpolation = "bilinear", string data_format = "channels_last") =>
        Graph.Function.Evaluate(smart_resize((Tensor)x, size, interpolation, data_format));

    /// <inheritdoc cref="smart_resize(NDArray, ValueTuple{int, int}, string, string)"/>
    public Tensor smart_resize(Tensor x, (int height, int width) size, string interpolation = "bilinear", string data_format = "channels_last")
    {
        if (x.ndim is not (3 or 4)) throw new ValueError($"Expected an image array with shape `(height, width, channels)`, or `(batch_size, height, width, channels)`, but got input with incorrect rank, of shape {x.shape}.");
        Tensor last = Ops.ImageSizes.ChannelsLast(x, data_format, out bool moved);
        Tensor y = Ops.ImageSizes.Resize(Ops.ImageSizes.Cropped(last, size.height, size.width, single: false), size.height, size.width, interpolation, false);
        return moved ? ops.moveaxis(y, -1, -3) : y;
    }
}
