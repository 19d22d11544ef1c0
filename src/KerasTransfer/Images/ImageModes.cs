using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>Pillow's conversions from one mode to another.</summary>
internal static class ImageModes
{
    /// <summary>The image in another mode; itself if it has it already.</summary>
    /// <exception cref="ValueError">No such mode.</exception>
    /// <exception cref="NotSupportedException">The mode asks for dithering or a palette.</exception>
    public static PixelImage Convert(PixelImage image, string mode)
    {
        if (image.Mode == mode) return image;
        if (mode is "1" or "P") throw new NotSupportedException($"convert('{mode}') chooses a palette or dithers, which is not supported. Use 'L', 'LA', 'RGB', 'RGBA' or 'CMYK'.");
        if (mode is not ("L" or "LA" or "RGB" or "RGBA" or "CMYK" or "I")) throw new ValueError($"Unknown mode of an image: '{mode}'. Expected L, LA, RGB, RGBA, CMYK or I.");
        bool alpha = mode is "LA" or "RGBA";
        PixelImage plain = image.Mode switch
        {
            "P" => FromPalette(image, alpha),
            "CMYK" => new PixelImage(image.Width, image.Height, "RGB", CmykToRgb(image.Pixels)),
            "I;16" or "I" => mode == "I" ? image : new PixelImage(image.Width, image.Height, "L", Clipped(image)) { Transparency = image.Transparency },
            "1" => new PixelImage(image.Width, image.Height, "L", image.Pixels) { Transparency = image.Transparency },
            "LA;16" or "RGB;16" or "RGBA;16" => throw new NotSupportedException($"convert('{mode}') from 16 bits and several channels is not supported."),
            _ => image,
        };
        if (plain.Mode == mode) return ReferenceEquals(plain, image) ? image : plain;
        byte[] pixels = Pixels(plain, mode, alpha && image.Mode != "P" ? image : plain);
        return new PixelImage(image.Width, image.Height, mode, pixels);
    }

    private static byte[] Pixels(PixelImage image, string mode, PixelImage original)
    {
        int n = image.Width * image.Height, from = image.BytesPerPixel, to = mode switch { "L" => 1, "LA" => 2, "RGB" => 3, _ => 4 };
        bool grey = image.Mode is "L" or "LA" or "I;16", opaque = image.Mode is "L" or "RGB";
        var result = new byte[n * to];
        if (mode == "I")
        {
            for (int i = 0; i < n; i++)
            {
                int value = image.Mode == "I;16" ? BinaryPrimitives.ReadUInt16LittleEndian(image.Pixels.AsSpan(2 * i)) : grey ? image.Pixels[i * from] : Luminance(image.Pixels.AsSpan(i * from, 3));
                BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(4 * i), value);
            }
            return result;
        }
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<byte> p = image.Pixels.AsSpan(i * from, from);
            Span<byte> q = result.AsSpan(i * to, to);
            byte alpha = opaque ? IsTransparent(original, i) ? (byte)0 : (byte)255 : p[^1];
            switch (mode)
            {
                case "L":
                    q[0] = grey ? p[0] : Luminance(p);
                    break;
                case "LA":
                    (q[0], q[1]) = (grey ? p[0] : Luminance(p), alpha);
                    break;
                case "RGB":
                    (q[0], q[1], q[2]) = grey ? (p[0], p[0], p[0]) : (p[0], p[1], p[2]);
                    break;
                case "RGBA":
                    (q[0], q[1], q[2], q[3]) = grey ? (p[0], p[0], p[0], alpha) : (p[0], p[1], p[2], alpha);
                    break;
                default:
                    (q[0], q[1], q[2], q[3]) = grey ? ((byte)0, (byte)0, (byte)0, (byte)~p[0]) : ((byte)~p[0], (byte)~p[1], (byte)~p[2], (byte)0);
                    break;
            }
        }
        return result;
    }

    /// <summary>Whether pixel <paramref name="i"/> has the colour that the file declares see-through. Pillow compares the lower 8 bits of that colour with pixels of 8 bits.</summary>
    private static bool IsTransparent(PixelImage image, int i)
    {
        if (image.Transparency is not { } colour) return false;
        if (image.Mode == "I;16") return Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(image.Pixels.AsSpan(2 * i)), 255) == (byte)colour[0];
        for (int c = 0; c < colour.Length; c++)
            if (image.Pixels[i * image.BytesPerPixel + c] != (byte)colour[c]) return false;
        return true;
    }

    private static PixelImage FromPalette(PixelImage image, bool alpha)
    {
        int size = image.PaletteChannels, to = alpha ? 4 : 3;
        byte[] palette = image.Palette!;
        Span<byte> colours = stackalloc byte[256 * 4];
        for (int i = 0; i < 256; i++)
        {
            bool known = (i + 1) * size <= palette.Length;
            for (int c = 0; c < 3; c++) colours[4 * i + c] = known ? palette[i * size + c] : (byte)0;
            colours[4 * i + 3] = known && size == 4 ? palette[i * 4 + 3] : (byte)255;
        }
        var pixels = new byte[image.Pixels.Length * to];
        for (int i = 0; i < image.Pixels.Length; i++) colours.Slice(4 * image.Pixels[i], to).CopyTo(pixels.AsSpan(i * to));
        return new PixelImage(image.Width, image.Height, alpha ? "RGBA" : "RGB", pixels);
    }

    /// <summary>ITU-R 601-2: (19595 R + 38470 G + 7471 B) / 65536, rounded.</summary>
    private static byte Luminance(ReadOnlySpan<byte> rgb) => (byte)((19595 * rgb[0] + 38470 * rgb[1] + 7471 * rgb[2] + (1 << 15)) >> 16);

    private static byte[] CmykToRgb(byte[] cmyk)
    {
        var rgb = new byte[cmyk.Length / 4 * 3];
        for (int i = 0, o = 0; i < cmyk.Length; i += 4, o += 3)
        {
            int light = 255 - cmyk[i + 3];
            for (int c = 0; c < 3; c++)
            {
                int product = cmyk[i + c] * light + 128;
                rgb[o + c] = (byte)Math.Clamp(light - (((product >> 8) + product) >> 8), 0, 255);
            }
        }
        return rgb;
    }

    private static byte[] Clipped(PixelImage image)
    {
        var grey = new byte[image.Width * image.Height];
        for (int i = 0; i < grey.Length; i++)
            grey[i] = (byte)(image.Mode == "I;16" ? Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(image.Pixels.AsSpan(2 * i)), 255)
                : Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(image.Pixels.AsSpan(4 * i)), 0, 255));
        return grey;
    }
}
