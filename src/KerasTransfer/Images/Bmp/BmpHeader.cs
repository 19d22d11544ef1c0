using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>The headers of a bitmap.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Rows.</param>
/// <param name="TopDown">Whether the first row of the file is the upper one.</param>
/// <param name="Bits">Bits of a pixel.</param>
/// <param name="Compression">0 none, 1 runs of bytes, 2 runs of half bytes, 3 masks.</param>
/// <param name="Size">Bytes of the second header.</param>
/// <param name="Colours">Colours of the palette.</param>
/// <param name="Start">Where the pixels start.</param>
internal readonly record struct BmpHeader(int Width, int Height, bool TopDown, int Bits, int Compression, int Size, int Colours, int Start)
{
    /// <summary>Bytes from one row to the next: whole groups of 4.</summary>
    public int Stride => checked((int)(((long)Width * Bits + 31) / 32 * 4));

    public static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26) throw Damaged(file.Length, "image file is truncated: the header is cut off");
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]), size = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        if (size is not 12 and (< 40 or > 124) || 14 + size > file.Length) throw Damaged(14, $"a header of {size} bytes is not read");
        long width, height;
        int bits, compression = 0;
        uint colours = 0;
        if (size == 12)
            (width, height, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]), BinaryPrimitives.ReadUInt16LittleEndian(file[24..]));
        else
        {
            (width, height, bits) = (BinaryPrimitives.ReadInt32LittleEndian(file[18..]), BinaryPrimitives.ReadInt32LittleEndian(file[22..]), BinaryPrimitives.ReadUInt16LittleEndian(file[28..]));
            compression = BinaryPrimitives.ReadInt32LittleEndian(file[30..]);
            colours = BinaryPrimitives.ReadUInt32LittleEndian(file[46..]);
        }
        bool topDown = height < 0;
        height = Math.Abs(height);
        if (width < 1 || height < 1 || width * height > JpegFrame.MaxPixels) throw Damaged(18, $"{width} × {height} pixels");
        if (bits is not (1 or 4 or 8 or 16 or 24 or 32)) throw Damaged(28, $"{bits} bits for a pixel");
        if (compression is < 0 or > 3 || compression == 1 && bits != 8 || compression == 2 && bits != 4 || compression == 3 && bits is not (16 or 24 or 32))
            throw Damaged(30, $"compression {compression} of {bits} bits is not read");
        if (bits <= 8 && (colours == 0 || colours > 1u << bits)) colours = 1u << bits;
        if (start > file.Length) throw Damaged(10, "image file is truncated: the pixels start behind its end");
        var header = new BmpHeader((int)width, (int)height, topDown, bits, compression, (int)size, (int)Math.Min(colours, 256), (int)start);
        if (compression is 0 or 3 && (long)header.Stride * height > file.Length - start + 3) throw Damaged(file.Length, "image file is truncated: it ends within the picture");
        // A run is two bytes for at most 255 pixels; a jump takes four bytes for at most 255 rows.
        if (compression is 1 or 2 && width * height > 256L * 128 * file.Length) throw Damaged(18, $"a file of {file.Length} bytes cannot hold {width} × {height} pixels");
        return header;
    }

    /// <summary>A row of the picture, counted from above.</summary>
    public ReadOnlySpan<byte> Row(ReadOnlySpan<byte> file, int y)
    {
        int at = Start + (TopDown ? y : Height - 1 - y) * Stride, needed = (int)(((long)Width * Bits + 7) / 8);
        return at + needed <= file.Length ? file.Slice(at, needed) : throw Damaged(file.Length, "image file is truncated: it ends within the picture");
    }

    /// <summary>The colours as red, green and blue.</summary>
    public byte[] Palette(ReadOnlySpan<byte> file)
    {
        int bytes = Size == 12 ? 3 : 4, at = 14 + Size;
        var palette = new byte[3 * Colours];
        if (at + Colours * bytes > file.Length) throw Damaged(file.Length, "image file is truncated: the palette is cut off");
        for (int i = 0; i < Colours; i++) (palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) = (file[at + i * bytes + 2], file[at + i * bytes + 1], file[at + i * bytes]);
        return palette;
    }

    /// <summary>Which bits of a pixel are red, green, blue and alpha.</summary>
    public uint[] Masks(ReadOnlySpan<byte> file)
    {
        if (Compression != 3) return Bits == 16 ? [0x7C00, 0x3E0, 0x1F, 0] : [0xFF0000, 0xFF00, 0xFF, 0];
        int count = Size >= 56 ? 4 : 3;
        if (14 + 40 + 4 * count > file.Length) throw Damaged(file.Length, "image file is truncated: the masks are cut off");
        var masks = new uint[4];
        for (int i = 0; i < count; i++) masks[i] = BinaryPrimitives.ReadUInt32LittleEndian(file[(54 + 4 * i)..]);
        return masks[0] == 0 && masks[1] == 0 && masks[2] == 0 ? [0xFF0000, 0xFF00, 0xFF, Bits == 32 ? 0xFF000000 : 0] : masks;
    }

    public static ImageFormatException Damaged(long offset, string problem) => new("BMP", offset, problem);
}
