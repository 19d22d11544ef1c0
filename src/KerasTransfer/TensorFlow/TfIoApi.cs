using KerasTransfer.Data;
using KerasTransfer.Images;

namespace KerasTransfer;

public sealed partial class TensorFlowApi
{
    /// <summary><c>tf.io</c>: files.</summary>
    public TfIoApi io { get; } = new();
    /// <summary><c>tf.image</c>: pictures.</summary>
    public TfImageApi image { get; } = new();
}

/// <summary><c>tf.io</c>. What TensorFlow has as strings of bytes are arrays of bytes here.</summary>
public sealed class TfIoApi
{
    internal TfIoApi() { }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] read_file(string filename) => File.ReadAllBytes(filename);

    /// <summary>Writes a file, whole or not at all; its folder is made where there is none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void write_file(string filename, byte[] contents) => ImageWriting.Write(filename, contents);

    /// <summary>A JPEG as bytes (height, width, channels).</summary>
    /// <param name="contents">The file's bytes.</param>
    /// <param name="channels">0: as the file has them; 1; 3.</param>
    /// <param name="ratio">1; decoding at a smaller size is not supported.</param>
    /// <param name="fancy_upscaling">true; colours are always smoothed when they are brought to the full size.</param>
    /// <param name="try_recover_truncated">false; a file that ends too early is refused.</param>
    /// <param name="acceptable_fraction">1.</param>
    /// <param name="dct_method"><c>INTEGER_ACCURATE</c>, or <c>INTEGER_FAST</c>, which it is by default.</param>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    /// <exception cref="ValueError">An argument is none of those that TensorFlow knows.</exception>
    /// <exception cref="NotSupportedException">An argument asks for what is not there.</exception>
    public NDArray decode_jpeg(byte[] contents, int channels = 0, int ratio = 1, bool fancy_upscaling = true, bool try_recover_truncated = false, double acceptable_fraction = 1, string dct_method = "")
    {
        if (ratio != 1) throw new NotSupportedException($"decode_jpeg: ratio={ratio} is not supported, only 1. Decode it whole and use tf.image.resize.");
        if (!fancy_upscaling) throw new NotSupportedException("decode_jpeg: fancy_upscaling=false is not supported.");
        if (try_recover_truncated || acceptable_fraction != 1) throw new NotSupportedException("decode_jpeg: files that end too early are refused; try_recover_truncated and acceptable_fraction are not supported.");
        JpegTransform transform = dct_method switch { "" or "INTEGER_FAST" => JpegTransform.Fast, "INTEGER_ACCURATE" => JpegTransform.Accurate, _ => throw new ValueError($"dct_method must be one of '', 'INTEGER_FAST' or 'INTEGER_ACCURATE'. Received: {dct_method}") };
        return Decoded(contents, channels, transform);
    }

    /// <summary>A PNG as bytes, or as numbers of 16 bits, (height, width, channels).</summary>
    /// <param name="contents">The file's bytes.</param>
    /// <param name="channels">0: as the file has them; 1; 3; 4.</param>
    /// <param name="dtype">uint8 unless given.</param>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    public NDArray decode_png(byte[] contents, int channels = 0, DType? dtype = null) => dtype is null || dtype == DType.uint8 ? Decoded(contents, channels)
        : throw new NotSupportedException($"decode_png: dtype={dtype} is not supported, only uint8.");

    /// <summary>A BMP of 8, 24 or 32 bits as bytes (height, width, channels).</summary>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    public NDArray decode_bmp(byte[] contents, int channels = 0) => Decoded(contents, channels);

    /// <summary>A GIF of one picture as bytes (1, height, width, 3).</summary>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">There are more pictures in it.</exception>
    public NDArray decode_gif(byte[] contents)
    {
        NDArray x = Decoded(contents, 3);
        if (ImageCodecs.Find(contents) is GifCodec && GifCodec.LargestFrame(contents).Count is > 1 and int frames)
            throw new NotSupportedException($"A GIF of {frames} frames: animations are not supported. Take the first by tf.io.decode_image(contents, expand_animations: false).");
        return KerasApi.np.expand_dims(x, 0);
    }

    /// <summary>A JPEG, PNG, BMP or GIF as (height, width, channels).</summary>
    /// <param name="contents">The file's bytes.</param>
    /// <param name="channels">0: as the file has them; 1; 3; 4.</param>
    /// <param name="dtype">uint8, or float32 for numbers from 0 to 1.</param>
    /// <param name="expand_animations">For a GIF: true gives it an axis of frames more; false takes the first frame.</param>
    /// <exception cref="NotSupportedException">A GIF of several frames with <paramref name="expand_animations"/>.</exception>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    public NDArray decode_image(byte[] contents, int channels = 0, DType? dtype = null, bool expand_animations = true)
    {
        NDArray x = expand_animations && channels is (0 or 3) && ImageCodecs.Find(contents) is GifCodec ? decode_gif(contents) : Decoded(contents, channels);
        return dtype is null || dtype == DType.uint8 ? x : dtype == DType.float32 ? x.astype(DType.float32) * (1f / 255) : throw new NotSupportedException($"decode_image: dtype={dtype} is not supported, only uint8 and float32.");
    }

    /// <summary>An array (height, width, channels) of bytes as a JPEG.</summary>
    /// <param name="image">1 or 3 channels.</param>
    /// <param name="quality">1 to 100.</param>
    public byte[] encode_jpeg(NDArray image, int quality = 95) => JpegWriter.Write(Image.fromarray(Plain(image)).Pixels, quality);

    /// <summary>An array (height, width, channels) of bytes as a PNG.</summary>
    public byte[] encode_png(NDArray image) => PngWriter.Write(Image.fromarray(Plain(image)).Pixels);

    private static NDArray Plain(NDArray image) => image.ndim == 3 && image.shape[2] == 1 ? image.reshape(image.shape[..2]) : image;

    private static NDArray Decoded(byte[] contents, int channels, JpegTransform transform = JpegTransform.Fast)
    {
        PixelImage image = TensorFlowDecoding.Decode(contents, "image", channels, transform);
        return NDArray.FromArray(image.Pixels, (image.Height, image.Width, image.Channels));
    }
}
