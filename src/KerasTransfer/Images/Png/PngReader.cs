using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasTransfer.Images;

/// <summary>One PNG file: its chunks, and the picture in them.</summary>
internal sealed class PngReader(ReadOnlyMemory<byte> file)
{
    private int _width, _height, _depth, _type;
    private bool _interlaced;
    private byte[] _palette = [];
    private byte[]? _transparency;

    /// <summary>Samples of one pixel.</summary>
    private int Samples => _type switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public PixelImage Read(bool sixteen)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        var data = new MemoryStream();
        int at = 8;
        bool ended = false;
        while (!ended)
        {
            if (at + 12 > bytes.Length)
            {
                if (data.Length > 0) break;     // Pillow and TensorFlow do without the end if the picture is whole
                throw Damaged(bytes.Length, "image file is truncated: it ends before the picture");
            }
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            ReadOnlySpan<byte> kind = bytes.Slice(at + 4, 4);
            bool isData = kind.SequenceEqual("IDAT"u8);
            if (length > bytes.Length - at - 12)
            {
                if (!isData || _width == 0) throw Damaged(bytes.Length, "image file is truncated: it ends within a chunk");
                data.Write(bytes[(at + 8)..]);
                break;
            }
            ReadOnlySpan<byte> chunk = bytes.Slice(at + 8, (int)length);
            bool known = isData || kind.SequenceEqual("IHDR"u8) || kind.SequenceEqual("PLTE"u8) || kind.SequenceEqual("tRNS"u8);
            if (known && BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + (int)length)..]) != Crc32(bytes.Slice(at + 4, (int)length + 4)))
                throw Damaged(at, $"broken PNG file: chunk {Name(kind)} has a wrong check sum");
            if (_width == 0 && !kind.SequenceEqual("IHDR"u8)) throw Damaged(at, "the first chunk is not IHDR");
            if (isData) data.Write(chunk);
            else if (kind.SequenceEqual("IHDR"u8)) ReadHeader(chunk, at, bytes.Length);
            else if (kind.SequenceEqual("PLTE"u8)) _palette = chunk.Length % 3 == 0 && chunk.Length is > 0 and <= 768 ? chunk.ToArray() : throw Damaged(at, $"a palette of {chunk.Length} bytes");
            else if (kind.SequenceEqual("tRNS"u8)) _transparency = chunk.ToArray();
            else if (kind.SequenceEqual("IEND"u8)) ended = true;
            else if ((kind[0] & 0x20) == 0) throw Damaged(at, $"chunk {Name(kind)} is necessary and unknown");
            at += 12 + (int)length;
        }
        if (data.Length == 0) throw Damaged(bytes.Length, "there is no picture in it");
        if (_type == 3 && _palette.Length == 0) throw Damaged(bytes.Length, "the palette is missing");
        return PngPixels.ToImage(Unpack(data), _width, _height, _depth, _type, _palette, _transparency, sixteen, incomplete: !ended);
    }

    private void ReadHeader(ReadOnlySpan<byte> chunk, int at, int fileLength)
    {
        if (_width != 0 || chunk.Length < 13) throw Damaged(at, "the header is damaged");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk), height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        (_depth, _type, _interlaced) = (chunk[8], chunk[9], chunk[12] == 1);
        bool possible = _type switch { 0 => _depth is 1 or 2 or 4 or 8 or 16, 3 => _depth is 1 or 2 or 4 or 8, 2 or 4 or 6 => _depth is 8 or 16, _ => false };
        if (!possible || chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1) throw Damaged(at, $"colour type {_type} with {_depth} bits, compression {chunk[10]}, filter {chunk[11]}, interlacing {chunk[12]}");
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) throw Damaged(at, $"{width} × {height} pixels");
        if ((long)width * height > JpegFrame.MaxPixels) throw Damaged(at, $"{width} × {height} pixels are more than the limit of {JpegFrame.MaxPixels}");
        (_width, _height) = ((int)width, (int)height);
        // Deflate packs 1032 bytes into one at the most.
        if ((long)_height * RowBytes(_width) / 1032 > fileLength) throw Damaged(at, $"a file of {fileLength} bytes cannot hold {width} × {height} pixels");
    }

    private int RowBytes(int width) => checked((int)(((long)width * Samples * _depth + 7) / 8));

    /// <summary>Decompresses and undoes filters and interlacing.</summary>
    /// <returns>A byte for each sample, or two (upper first) at 16 bits.</returns>
    private byte[] Unpack(MemoryStream data)
    {
        data.Position = 0;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        int size = Samples * (_depth == 16 ? 2 : 1);
        byte[] pixels = new byte[checked(_width * _height * size)];
        if (!_interlaced) ReadPass(inflated, pixels, size, 0, 0, 1, 1);
        else
        {
            ReadPass(inflated, pixels, size, 0, 0, 8, 8);
            ReadPass(inflated, pixels, size, 4, 0, 8, 8);
            ReadPass(inflated, pixels, size, 0, 4, 4, 8);
            ReadPass(inflated, pixels, size, 2, 0, 4, 4);
            ReadPass(inflated, pixels, size, 0, 2, 2, 4);
            ReadPass(inflated, pixels, size, 1, 0, 2, 2);
            ReadPass(inflated, pixels, size, 0, 1, 1, 2);
        }
        return pixels;
    }

    private void ReadPass(ZLibStream inflated, byte[] pixels, int size, int left, int top, int across, int down)
    {
        int width = (_width - left + across - 1) / across;
        if (width <= 0) return;
        int bytes = RowBytes(width), step = Math.Max(1, Samples * _depth / 8);
        byte[] row = new byte[bytes + 1], above = new byte[bytes + 1];
        for (int y = top; y < _height; y += down)
        {
            ReadRow(inflated, row);
            if (!PngFilters.Undo(row[0], row.AsSpan(1), above.AsSpan(1), step)) throw Damaged(-1, $"row {y} has the unknown filter {row[0]}");
            Span<byte> target = pixels.AsSpan(y * _width * size, _width * size);
            if (_depth >= 8 && across == 1) row.AsSpan(1).CopyTo(target);
            else if (_depth >= 8)
                for (int x = 0; x < width; x++) row.AsSpan(1 + x * size, size).CopyTo(target[((left + x * across) * size)..]);
            else
                for (int x = 0; x < width; x++) target[left + x * across] = (byte)(row[1 + x * _depth / 8] >> (8 - _depth - x * _depth % 8) & ((1 << _depth) - 1));
            (row, above) = (above, row);
        }
    }

    private void ReadRow(ZLibStream inflated, byte[] row)
    {
        int read;
        try
        {
            read = inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)      // a preset dictionary gives a ZLibException, which is an IOException
        {
            throw new ImageFormatException("PNG", -1, "the compressed picture is damaged", null, e);
        }
        if (read < row.Length) throw Damaged(file.Length, "image file is truncated: the compressed picture ends too early");
    }

    /// <summary>The check sum of a chunk (ISO 3309).</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes) crc = s_crc[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(n =>
    {
        uint c = (uint)n;
        for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ c >> 1 : c >> 1;
        return c;
    })];

    private static string Name(ReadOnlySpan<byte> kind) => string.Concat(kind.ToArray().Select(b => char.IsAsciiLetter((char)b) ? ((char)b).ToString() : $"\\x{b:X2}"));

    private static ImageFormatException Damaged(long offset, string problem) => new("PNG", offset, problem);
}
