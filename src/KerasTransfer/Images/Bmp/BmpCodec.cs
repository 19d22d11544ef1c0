using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>Windows and OS/2 bitmaps of 1 to 32 bits, plain, run-length coded or with masks for the colours. Pictures have the modes that Pillow gives them.</summary>
internal sealed class BmpCodec : IImageCodec
{
    public string Format => "BMP";

    public bool Recognizes(ReadOnlySpan<byte> start) => start.Length >= 18 && start[0] == 'B' && start[1] == 'M' && start[14] is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    public PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how)
    {
        BmpHeader header = BmpHeader.Read(file.Span);
        return header.Bits <= 8 ? Indexed(file.Span, header) : Direct(file.Span, header);
    }

    private static PixelImage Indexed(ReadOnlySpan<byte> file, BmpHeader header)
    {
        (int width, int height, int bits) = (header.Width, header.Height, header.Bits);
        byte[] pixels = header.Compression is 1 or 2 ? BmpRuns.Read(file, header) : new byte[width * height];
        if (header.Compression == 0)
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = header.Row(file, y);
                for (int x = 0; x < width; x++) pixels[y * width + x] = (byte)(row[x * bits / 8] >> (8 - bits - x * bits % 8) & ((1 << bits) - 1));
            }
        byte[] palette = header.Palette(file);
        int colours = palette.Length / 3;
        bool grey = colours > 0;
        for (int i = 0; i < colours && grey; i++)
        {
            int level = colours == 2 ? i * 255 : i;
            grey = palette[3 * i] == level && palette[3 * i + 1] == level && palette[3 * i + 2] == level;
        }
        if (!grey) return new PixelImage(width, height, "P", pixels, palette);
        if (colours != 2) return new PixelImage(width, height, "L", pixels);
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(pixels[i] == 0 ? 0 : 255);
        return new PixelImage(width, height, "1", pixels);
    }

    private static PixelImage Direct(ReadOnlySpan<byte> file, BmpHeader header)
    {
        (int width, int height, int bytes) = (header.Width, header.Height, header.Bits / 8);
        uint[] masks = header.Masks(file);
        int channels = masks[3] != 0 ? 4 : 3;
        var pixels = new byte[checked(width * height * channels)];
        for (int y = 0, o = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = header.Row(file, y);
            for (int x = 0; x < width; x++, o += channels)
            {
                ReadOnlySpan<byte> p = row.Slice(x * bytes, bytes);
                uint value = bytes switch { 2 => BinaryPrimitives.ReadUInt16LittleEndian(p), 3 => (uint)(p[0] | p[1] << 8 | p[2] << 16), _ => BinaryPrimitives.ReadUInt32LittleEndian(p) };
                for (int c = 0; c < channels; c++) pixels[o + c] = Scaled(value, masks[c]);
            }
        }
        return new PixelImage(width, height, channels == 4 ? "RGBA" : "RGB", pixels);
    }

    /// <summary>The bits of a mask as a level from 0 to 255.</summary>
    private static byte Scaled(uint value, uint mask)
    {
        if (mask == 0) return 0;
        int shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
        ulong largest = mask >> shift;
        return (byte)((ulong)((value & mask) >> shift) * 255 / largest);
    }

    /// <summary>What <c>tf.io.decode_bmp</c> makes of a file: 8, 24 or 32 bits as 1, 3 or 4 channels; indices are not looked up.</summary>
    public static PixelImage DecodeForTensorFlow(ReadOnlySpan<byte> file, string name)
    {
        BmpHeader header;
        try
        {
            header = BmpHeader.Read(file);
        }
        catch (ImageFormatException e)
        {
            throw e.In(name);
        }
        int own = header.Bits / 8;
        if (header.Bits is not (8 or 24 or 32) || header.Compression is not (0 or 3)) throw new ImageFormatException("BMP", -1, $"TensorFlow reads plain bitmaps of 8, 24 and 32 bits, not of {header.Bits}", name);
        var pixels = new byte[checked(header.Width * header.Height * own)];
        for (int y = 0, o = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = header.Row(file, y);
            for (int x = 0; x < header.Width; x++, o += own)
            {
                row.Slice(x * own, own).CopyTo(pixels.AsSpan(o));
                if (own > 1) (pixels[o], pixels[o + 2]) = (pixels[o + 2], pixels[o]);
            }
        }
        return new PixelImage(header.Width, header.Height, own switch { 1 => "L", 3 => "RGB", _ => "RGBA" }, pixels);
    }
}
