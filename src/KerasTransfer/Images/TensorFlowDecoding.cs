namespace KerasTransfer.Images;

/// <summary>Decodes as <c>tf.io.decode_image</c> does: bytes, the channels that are asked for, JPEGs by the fast transform, of a GIF the first picture.</summary>
internal static class TensorFlowDecoding
{
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="channels">0 (as the file has them), 1, 3 or 4.</param>
    /// <param name="transform">For JPEG: <c>dct_method</c>.</param>
    /// <returns>An image in mode <c>L</c>, <c>LA</c>, <c>RGB</c> or <c>RGBA</c>.</returns>
    /// <exception cref="ImageFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="ValueError">The channels are none of these.</exception>
    public static PixelImage Decode(ReadOnlyMemory<byte> file, string name, int channels = 0, JpegTransform transform = JpegTransform.Fast)
    {
        if (channels is not (0 or 1 or 3 or 4)) throw new ValueError($"`channels` must be 0, 1, 3 or 4. Received: channels={channels}");
        PixelImage image = ImageFile.Decode(file, name, new ImageDecoding(transform, channels));
        string format = ImageCodecs.Find(file.Span)!.Format;
        if (format == "JPEG" && channels == 4) throw new ImageFormatException("JPEG", -1, "JPEG does not support 4 channels; ask for 3", name);
        if (image.Mode == "CMYK") return channels == 1 ? throw new ImageFormatException(format, -1, "a picture in CMYK cannot be read with 1 channel; ask for 3", name) : FromCmyk(image);
        string mode = channels switch
        {
            1 => "L",
            3 => "RGB",
            4 => "RGBA",
            _ => image.Mode switch { "P" => image.PaletteChannels == 4 ? "RGBA" : "RGB", "1" or "I;16" or "I" => "L", _ => image.Mode },
        };
        return ImageModes.Convert(image, mode);
    }

    /// <summary>TensorFlow multiplies the light that each ink lets through: Adobe's files, which are inverted, and the others alike.</summary>
    private static PixelImage FromCmyk(PixelImage image)
    {
        var rgb = new byte[image.Width * image.Height * 3];
        for (int i = 0, o = 0; o < rgb.Length; i += 4, o += 3)
        {
            int light = Through(image.Pixels[i + 3]);
            for (int c = 0; c < 3; c++) rgb[o + c] = (byte)(light * Through(image.Pixels[i + c]) / 255);
        }
        return new PixelImage(image.Width, image.Height, "RGB", rgb);

        int Through(byte ink) => image.SawAdobe ? 255 - ink : ink;      // a codec without such a segment reads ink where there was light
    }
}
