namespace KerasTransfer.Images;

/// <summary>Decodes as <c>tf.io.decode_image</c> does: the channels that are asked for, JPEGs by the fast transform, of a GIF the first picture.</summary>
internal static class TensorFlowDecoding
{
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="channels">0 (as the file has them), 1, 3 or 4.</param>
    /// <param name="transform">For JPEG: <c>dct_method</c>.</param>
    /// <param name="sixteen">For PNG: 16 bits a sample (modes <c>I;16</c>, <c>LA;16</c>, <c>RGB;16</c>, <c>RGBA;16</c>).</param>
    /// <returns>An image in mode <c>L</c>, <c>LA</c>, <c>RGB</c> or <c>RGBA</c>, if not <paramref name="sixteen"/>.</returns>
    /// <exception cref="ImageFormatException">The file is no image, or damaged, or of a format that TensorFlow does not read with these channels.</exception>
    /// <exception cref="ValueError">The channels are none of these.</exception>
    public static PixelImage Decode(ReadOnlyMemory<byte> file, string name, int channels = 0, JpegTransform transform = JpegTransform.Fast, bool sixteen = false)
    {
        if (channels is not (0 or 1 or 3 or 4)) throw new ValueError($"`channels` must be 0, 1, 3 or 4. Received: channels={channels}");
        if (ImageCodecs.Find(file.Span) is BmpCodec)
            return channels == 1 ? throw new ImageFormatException("BMP", -1, "`channels` must be 0, 3 or 4 for BMP, but got 1", name) : ToChannels(BmpCodec.DecodeForTensorFlow(file.Span, name), channels, sixteen);
        PixelImage image = ImageFile.Decode(file, name, new ImageDecoding(transform, channels, Sixteen: true));
        string format = ImageCodecs.Find(file.Span)!.Format;
        if (image.Incomplete) throw new ImageFormatException(format, file.Length, "image file is truncated", name);
        if (format == "JPEG" && channels == 4) throw new ImageFormatException("JPEG", -1, "JPEG does not support 4 channels; ask for 3", name);
        if (image.Mode == "CMYK") return channels == 1 ? throw new ImageFormatException(format, -1, "a picture in CMYK cannot be read with 1 channel; ask for 3", name) : FromCmyk(image);
        if (format == "GIF") return channels is 0 or 3 ? FromGif(image, file.Span) : throw new ImageFormatException("GIF", -1, $"channels must be 0 or 3 for GIF, but got {channels}", name);
        return ToChannels(image, channels, sixteen);
    }

    /// <summary>The first frame on a canvas of the largest frame's size; black where it is see-through or does not reach.</summary>
    private static PixelImage FromGif(PixelImage image, ReadOnlySpan<byte> file)
    {
        PixelImage colours = ImageModes.Convert(image, "RGB");
        (int left, int top, int width, int height) = image.Covered ?? (0, 0, image.Width, image.Height);
        (int w, int h, _) = image.Covered is null ? (image.Width, image.Height, 1) : GifCodec.LargestFrame(file);
        var pixels = new byte[checked(w * h * 3)];
        for (int y = top; y < Math.Min(top + height, h); y++)
            for (int x = left; x < Math.Min(left + width, w); x++)
            {
                int i = y * image.Width + x;
                if (image.Transparency is [int t] && image.Pixels[i] == t) continue;
                colours.Pixels.AsSpan(3 * i, 3).CopyTo(pixels.AsSpan((y * w + x) * 3));
            }
        return new PixelImage(w, h, "RGB", pixels);
    }

    /// <summary>The steps of libpng in the order in which TensorFlow asks for them: palette and alpha, then the number of channels, then the number of bits.</summary>
    private static PixelImage ToChannels(PixelImage image, int channels, bool sixteen)
    {
        (string mode, int depth) = (image.Mode, image.Depth);
        if (mode == "P") image = ImageModes.Convert(image, image.PaletteChannels == 4 ? "RGBA" : "RGB");
        int from = image.Channels, to = channels == 0 ? from : channels;
        bool wide = image.Mode.EndsWith("16", StringComparison.Ordinal);
        if (from == to && wide == sixteen) return mode == "1" ? new PixelImage(image.Width, image.Height, "L", image.Pixels) : image;
        bool opaque = from is 1 or 3, toAlpha = to is 2 or 4, grey = from < 3, toGrey = to < 3;
        int n = image.Width * image.Height, size = sixteen ? 2 : 1;
        var result = new byte[n * to * size];
        Span<int> p = stackalloc int[4], q = stackalloc int[4];
        int full = depth is > 0 and < 8 ? (1 << depth) - 1 : wide ? 65535 : 255;     // the alpha that is put in counts in the file's bits
        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < from; c++) p[c] = wide ? image.Pixels[2 * (i * from + c)] | image.Pixels[2 * (i * from + c) + 1] << 8 : image.Pixels[i * from + c];
            if (toGrey) q[0] = grey ? p[0] : (9798 * p[0] + 19235 * p[1] + 3735 * p[2] + (wide ? 1 << 14 : 0)) >> 15;     // rounded at 16 bits, cut off at 8
            else (q[0], q[1], q[2]) = grey ? (p[0], p[0], p[0]) : (p[0], p[1], p[2]);
            if (toAlpha) q[to - 1] = !opaque ? p[from - 1] : image.Transparency is null ? full : IsTransparent(image, p) ? 0 : wide ? 65535 : 255;
            for (int c = 0; c < to; c++)
            {
                int value = sixteen == wide ? q[c] : wide ? q[c] >> 8 : q[c] * 257;
                if (sixteen) (result[2 * (i * to + c)], result[2 * (i * to + c) + 1]) = ((byte)value, (byte)(value >> 8));
                else result[i * to + c] = (byte)value;
            }
        }
        string name = to switch { 1 => sixteen ? "I" : "L", 2 => "LA", 3 => "RGB", _ => "RGBA" };
        return new PixelImage(image.Width, image.Height, sixteen ? name + ";16" : name, result);
    }

    private static bool IsTransparent(PixelImage image, ReadOnlySpan<int> pixel)
    {
        int factor = image.Depth is > 1 and < 8 ? 255 / ((1 << image.Depth) - 1) : 1;
        for (int c = 0; c < image.Transparency!.Length; c++)
            if (pixel[c] != image.Transparency[c] * factor) return false;
        return true;
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

        int Through(byte ink) => image.SawAdobe ? 255 - ink : ink;      // without such a segment the file's numbers count as ink
    }
}
