using System.Runtime.InteropServices;

namespace KerasTransfer.Images;

/// <summary>A picture, with the names that Pillow's <c>Image</c> has: what <c>load_img</c> returns. It never changes; each method makes another.</summary>
/// <example><code>var img = keras.utils.load_img("elephant.jpg", target_size: (224, 224));
/// NDArray x = keras.utils.img_to_array(img);        // or np.array(img), which keeps bytes</code></example>
public sealed partial class Image
{
    internal Image(PixelImage pixels, string? format = null) => (Pixels, this.format) = (pixels, format);

    /// <summary>The pixels.</summary>
    internal PixelImage Pixels { get; }

    /// <summary>The format of the file that it came from, such as <c>JPEG</c>; null for one made here.</summary>
    public string? format { get; }
    /// <summary>Width and height in pixels.</summary>
    public (int width, int height) size => (Pixels.Width, Pixels.Height);
    /// <summary>Pixels across.</summary>
    public int width => Pixels.Width;
    /// <summary>Rows.</summary>
    public int height => Pixels.Height;
    /// <summary>What a pixel is: <c>1</c>, <c>L</c>, <c>LA</c>, <c>P</c>, <c>RGB</c>, <c>RGBA</c>, <c>CMYK</c>, <c>I;16</c> or <c>I</c>.</summary>
    public string mode => Pixels.Mode;

    /// <summary>Reads a picture from a file.</summary>
    /// <exception cref="ImageFormatException">It is no image, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Image open(string fp) => Decode(File.ReadAllBytes(fp), fp);

    /// <summary>Reads a picture from the rest of a stream.</summary>
    /// <exception cref="ImageFormatException">It is no image, or damaged.</exception>
    public static Image open(Stream fp)
    {
        using var copy = new MemoryStream();
        fp.CopyTo(copy);
        return Decode(copy.ToArray(), "image");
    }

    /// <summary>A picture of the bytes of an array: (height, width) grey, or (height, width, channels) with 2 to 4 channels.</summary>
    /// <exception cref="ValueError">The array has another shape or type.</exception>
    public static Image fromarray(NDArray obj)
    {
        if (obj.ndim is not (2 or 3) || obj.ndim == 3 && obj.shape[2] is < 1 or > 4) throw new ValueError($"fromarray: expected an array of shape (height, width) or (height, width, channels) with 1 to 4 channels, got {obj.shape}.");
        int channels = obj.ndim == 2 ? 1 : obj.shape[2];
        if (obj.dtype == DType.int32 && channels == 1) return new Image(new PixelImage(obj.shape[1], obj.shape[0], "I", MemoryMarshal.AsBytes(obj.AsSpan<int>()).ToArray()));
        if (obj.dtype == DType.@bool && channels == 1) return new Image(new PixelImage(obj.shape[1], obj.shape[0], "1", [.. obj.AsSpan<bool>().ToArray().Select(b => b ? (byte)255 : (byte)0)]));
        if (obj.dtype != DType.uint8) throw new ValueError($"fromarray: cannot handle an array of {obj.dtype}. Convert it first: array.astype(\"uint8\").");
        return new Image(new PixelImage(obj.shape[1], obj.shape[0], channels switch { 1 => "L", 2 => "LA", 3 => "RGB", _ => "RGBA" }, obj.AsSpan<byte>().ToArray()));
    }

    /// <summary>The picture in another mode, as Pillow converts: grey is (299 R + 587 G + 114 B) / 1000.</summary>
    /// <param name="mode"><c>L</c>, <c>LA</c>, <c>RGB</c>, <c>RGBA</c>, <c>CMYK</c> or <c>I</c>.</param>
    /// <exception cref="ValueError">No such mode.</exception>
    /// <exception cref="NotSupportedException"><c>1</c> and <c>P</c>.</exception>
    public Image convert(string mode) => mode == this.mode ? this : new Image(ImageModes.Convert(Pixels, mode), format);

    /// <summary>The picture at another size.</summary>
    /// <param name="size">Width and height.</param>
    /// <param name="resample">How.</param>
    /// <param name="box">The part that is stretched to the new size: left, upper, right, lower. Null: all of it.</param>
    /// <exception cref="ValueError">The size is not positive, or the box is not inside.</exception>
    public Image resize((int width, int height) size, Resampling resample = Resampling.Bicubic, (double left, double upper, double right, double lower)? box = null)
    {
        if (size.width < 1 || size.height < 1) throw new ValueError($"resize: height and width must be > 0. Received: size=({size.width}, {size.height})");
        (double left, double upper, double right, double lower) = box ?? (0, 0, width, height);
        if (left < 0 || upper < 0 || right > width || lower > height || right <= left || lower <= upper)
            throw new ValueError($"resize: the box must lie within the picture of {width} × {height} pixels and not be empty. Received: box=({left}, {upper}, {right}, {lower})");
        if (size == this.size && (left, upper, right, lower) == (0, 0, width, height)) return this;
        return new Image(ImageResize.Run(Pixels, size.width, size.height, resample, (left, upper, right, lower)), format);
    }

    /// <summary>A part of the picture.</summary>
    /// <param name="box">Left, upper, right, lower; what is outside the picture is black.</param>
    /// <exception cref="ValueError">The box is empty.</exception>
    public Image crop((int left, int upper, int right, int lower) box)
    {
        (int w, int h) = (box.right - box.left, box.lower - box.upper);
        if (w < 1 || h < 1) throw new ValueError($"crop: expected right > left and lower > upper. Received: box=({box.left}, {box.upper}, {box.right}, {box.lower})");
        int bytes = Pixels.BytesPerPixel;
        var part = new byte[checked(w * h * bytes)];
        int from = Math.Max(box.left, 0), to = Math.Min(box.right, width);
        for (int y = Math.Max(box.upper, 0); y < Math.Min(box.lower, height) && from < to; y++)
            Pixels.Pixels.AsSpan((y * width + from) * bytes, (to - from) * bytes).CopyTo(part.AsSpan(((y - box.upper) * w + from - box.left) * bytes));
        return new Image(new PixelImage(w, h, mode, part, Pixels.Palette, Pixels.PaletteChannels) { Transparency = Pixels.Transparency }, format);
    }

    /// <summary>Writes the picture to a file, whole or not at all.</summary>
    /// <param name="fp">Where to: .png, .jpg, .jpeg or .bmp, unless <paramref name="format"/> says so.</param>
    /// <param name="format"><c>PNG</c>, <c>JPEG</c> or <c>BMP</c>; null: by the file's name.</param>
    /// <param name="quality">For JPEG: 1 to 100.</param>
    /// <exception cref="ValueError">The format is unknown, or does not have such pictures.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void save(string fp, string? format = null, int quality = 75) => ImageWriting.Write(fp, ImageWriting.Encode(Pixels, format ?? Path.GetExtension(fp).TrimStart('.'), quality));

    /// <summary>The bytes, row by row.</summary>
    public byte[] tobytes() => (byte[])Pixels.Pixels.Clone();

    /// <summary>The numbers as <c>np.array(img)</c> has them: (height, width) or (height, width, channels); uint8, but bool for mode <c>1</c>, int32 for <c>I</c> and for <c>I;16</c> (NumPy: uint16).</summary>
    public static implicit operator NDArray(Image image) => image.ToArray();

    internal NDArray ToArray()
    {
        byte[] bytes = Pixels.Pixels;
        switch (mode)
        {
            case "1": return NDArray.FromArray([.. bytes.Select(b => b != 0)], (height, width));
            case "I": return NDArray.FromArray(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), (height, width));
            case "I;16":
                var numbers = new int[width * height];
                for (int i = 0; i < numbers.Length; i++) numbers[i] = bytes[2 * i] | bytes[2 * i + 1] << 8;
                return NDArray.FromArray(numbers, (height, width));
            default:
                return NDArray.FromArray((byte[])bytes.Clone(), Pixels.Channels == 1 ? new Shape(height, width) : new Shape(height, width, Pixels.Channels));
        }
    }

    internal static Image Decode(byte[] file, string name) => new(ImageFile.Decode(file, name, ImageDecoding.Pillow), ImageCodecs.Find(file)?.Format);

    /// <inheritdoc/>
    public override string ToString() => $"<Image mode={mode} size={width}x{height}>";
}
