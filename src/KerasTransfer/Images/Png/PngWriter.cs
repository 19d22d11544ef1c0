using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasTransfer.Images;

/// <summary>Writes PNG: each row with the filter whose numbers are smallest (recommendation, section 12.8).</summary>
internal static class PngWriter
{
    public static byte[] Write(PixelImage image)
    {
        (int depth, int type) = image.Mode switch
        {
            "1" or "L" => (8, 0),
            "P" => (8, 3),
            "LA" => (8, 4),
            "RGB" => (8, 2),
            "RGBA" => (8, 6),
            "I;16" => (16, 0),
            _ => throw new ValueError($"cannot write mode {image.Mode} as PNG. Convert it first: image.convert(\"RGB\")."),
        };
        using var file = new MemoryStream();
        file.Write(PngCodec.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        (header[8], header[9], header[10], header[11], header[12]) = ((byte)depth, (byte)type, 0, 0, 0);
        Chunk(file, "IHDR"u8, header);
        if (image.Mode == "P")
        {
            int colours = image.Palette!.Length / image.PaletteChannels;
            byte[] palette = new byte[3 * colours], alpha = new byte[colours];
            for (int i = 0; i < colours; i++)
            {
                image.Palette.AsSpan(i * image.PaletteChannels, 3).CopyTo(palette.AsSpan(3 * i));
                alpha[i] = image.PaletteChannels == 4 ? image.Palette[4 * i + 3] : (byte)255;
            }
            Chunk(file, "PLTE"u8, palette);
            if (image.PaletteChannels == 4) Chunk(file, "tRNS"u8, alpha);
        }
        Chunk(file, "IDAT"u8, Packed(image, depth));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(PixelImage image, int depth)
    {
        int step = image.BytesPerPixel, length = image.Width * step;
        byte[] row = new byte[length], above = new byte[length], best = new byte[length + 1], trial = new byte[length + 1];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            for (int y = 0; y < image.Height; y++)
            {
                image.Pixels.AsSpan(y * length, length).CopyTo(row);
                if (depth == 16)
                    for (int i = 0; i < length; i += 2) (row[i], row[i + 1]) = (row[i + 1], row[i]);
                long least = long.MaxValue;
                for (int filter = 0; filter < (image.Mode == "P" ? 1 : 5); filter++)
                {
                    long sum = Filter(filter, row, above, step, trial);
                    if (sum >= least) continue;
                    least = sum;
                    (best, trial) = (trial, best);
                }
                zlib.Write(best);
                (row, above) = (above, row);
            }
        return packed.ToArray();
    }

    private static long Filter(int filter, byte[] row, byte[] above, int step, byte[] result)
    {
        long sum = 0;
        result[0] = (byte)filter;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, corner = i >= step ? above[i - step] : 0;
            int guess = filter switch { 0 => 0, 1 => left, 2 => above[i], 3 => (left + above[i]) >> 1, _ => PngFilters.Paeth(left, above[i], corner) };
            byte coded = (byte)(row[i] - guess);
            result[i + 1] = coded;
            sum += Math.Abs((int)(sbyte)coded);
        }
        return sum;
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        kind.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), PngReader.Crc32(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }
}
