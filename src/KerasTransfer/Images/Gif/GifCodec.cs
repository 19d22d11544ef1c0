using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>GIF 87a and 89a: the first picture, on a canvas of the whole size.</summary>
internal sealed class GifCodec : IImageCodec
{
    public string Format => "GIF";

    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8);

    public PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < 13) throw Truncated(bytes.Length);
        (int width, int height, int flags) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), bytes[10]);
        int at = 13, transparent = -1;
        ReadOnlySpan<byte> palette = Palette(bytes, flags, ref at);
        while (true)
        {
            if (at >= bytes.Length) throw Truncated(bytes.Length);
            switch (bytes[at++])
            {
                case 0x21:
                    if (at + 6 <= bytes.Length && bytes[at] == 0xF9 && bytes[at + 1] >= 4) transparent = (bytes[at + 2] & 1) != 0 ? bytes[at + 5] : -1;
                    at++;
                    SkipBlocks(bytes, ref at);
                    break;
                case 0x2C:
                    return Picture(bytes, at, width, height, palette, transparent);
                case 0x3B:
                    throw new ImageFormatException("GIF", at - 1, "there is no picture in it");
            }
        }
    }

    private static PixelImage Picture(ReadOnlySpan<byte> bytes, int at, int width, int height, ReadOnlySpan<byte> palette, int transparent)
    {
        if (at + 9 > bytes.Length) throw Truncated(bytes.Length);
        (int left, int top) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]));
        (int w, int h, int flags) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..]), bytes[at + 8]);
        (width, height) = (Math.Max(width, left + w), Math.Max(height, top + h));       // as Pillow: the canvas grows
        at += 9;
        ReadOnlySpan<byte> own = Palette(bytes, flags, ref at);
        if (own.Length > 0) palette = own;
        if (w == 0 || h == 0) throw new ImageFormatException("GIF", at, $"a picture of {w} × {h} pixels");
        if (at >= bytes.Length) throw Truncated(bytes.Length);
        long most = GifLzw.MostIndices(Math.Clamp((int)bytes[at], 1, 11), bytes.Length - at);
        if ((long)w * h > most || (long)width * height > MostOnCanvas(most)) throw new ImageFormatException("GIF", at, $"a file of {bytes.Length} bytes cannot hold {width} × {height} pixels");
        byte[] indices = GifLzw.Read(bytes, ref at, w * h);
        var canvas = new byte[width * height];
        if (transparent >= 0) canvas.AsSpan().Fill((byte)transparent);
        int row = 0;
        foreach ((int first, int step) in (flags & 0x40) != 0 ? new[] { (0, 8), (4, 8), (2, 4), (1, 2) } : [(0, 1)])
            for (int y = first; y < h; y += step, row++) indices.AsSpan(row * w, w).CopyTo(canvas.AsSpan((top + y) * width + left));
        bool grey = true;
        for (int i = 0; i < palette.Length && grey; i++) grey = palette[i] == i / 3;
        if (grey) return new PixelImage(width, height, "L", canvas) { Transparency = transparent >= 0 ? [transparent] : null, Covered = (left, top, w, h) };
        if (transparent < 0) return new PixelImage(width, height, "P", canvas, palette.ToArray()) { Covered = (left, top, w, h) };
        var colours = new byte[256 * 4];
        for (int i = 0; i < 256; i++)
        {
            if (3 * i < palette.Length) palette.Slice(3 * i, 3).CopyTo(colours.AsSpan(4 * i));
            colours[4 * i + 3] = (byte)(i == transparent ? 0 : 255);
        }
        return new PixelImage(width, height, "P", canvas, colours, 4) { Covered = (left, top, w, h), Transparency = [transparent] };
    }

    /// <summary>The largest width and the largest height of all pictures in the file, and how many there are.</summary>
    public static (int Width, int Height, int Count) LargestFrame(ReadOnlySpan<byte> bytes)
    {
        (int width, int height, int count, int at) = (0, 0, 0, 13);
        Palette(bytes, bytes[10], ref at);
        try
        {
            while (at < bytes.Length && bytes[at] != 0x3B)
                if (bytes[at++] == 0x21)
                {
                    at++;
                    SkipBlocks(bytes, ref at);
                }
                else if (bytes[at - 1] == 0x2C && at + 9 < bytes.Length)
                {
                    (width, height) = (Math.Max(width, BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..])), Math.Max(height, BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..])));
                    count++;
                    at += 9;
                    Palette(bytes, bytes[at - 1], ref at);
                    at++;
                    SkipBlocks(bytes, ref at);
                }
        }
        catch (ImageFormatException)
        {
            // What comes behind the first picture may be cut off.
        }
        if ((long)width * height > MostOnCanvas(GifLzw.MostIndices(1, bytes.Length))) throw new ImageFormatException("GIF", -1, $"a file of {bytes.Length} bytes cannot hold frames of {width} × {height} pixels");
        return (width, height, count);
    }

    // A small picture may stand on a canvas of up to a megapixel more than the file's data can fill.
    private static long MostOnCanvas(long indices) => Math.Min(indices + (1 << 20), JpegFrame.MaxPixels);

    private static ReadOnlySpan<byte> Palette(ReadOnlySpan<byte> bytes, int flags, scoped ref int at)
    {
        if ((flags & 0x80) == 0) return [];
        int length = 3 << ((flags & 7) + 1);
        if (at + length > bytes.Length) throw Truncated(bytes.Length);
        at += length;
        return bytes.Slice(at - length, length);
    }

    private static void SkipBlocks(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (true)
        {
            if (at >= bytes.Length) throw Truncated(bytes.Length);
            int length = bytes[at++];
            if (length == 0) return;
            at += length;
        }
    }

    private static ImageFormatException Truncated(long offset) => new("GIF", offset, "image file is truncated: it ends before the picture does");
}
