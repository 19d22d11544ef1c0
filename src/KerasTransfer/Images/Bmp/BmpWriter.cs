using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>Writes BMP: grey in 8 bits, colours in 24, colours with alpha in 32.</summary>
internal static class BmpWriter
{
    public static byte[] Write(PixelImage image)
    {
        int bytes = image.Mode switch { "1" or "L" => 1, "P" => 1, "RGB" => 3, "RGBA" => 4, _ => throw new ValueError($"cannot write mode {image.Mode} as BMP. Convert it first: image.convert(\"RGB\").") };
        int stride = (image.Width * bytes + 3) / 4 * 4, palette = bytes == 1 ? 1024 : 0, start = 54 + palette;
        var file = new byte[checked(start + stride * image.Height)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        void Number(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        Number(2, file.Length);
        Number(10, start);
        Number(14, 40);
        Number(18, image.Width);
        Number(22, image.Height);
        (file[26], file[28]) = (1, (byte)(8 * bytes));
        Number(34, stride * image.Height);
        Number(38, 3780);
        Number(42, 3780);
        Number(46, bytes == 1 ? 256 : 0);
        for (int i = 0; i < palette / 4; i++)
            for (int c = 0; c < 3; c++)
                file[54 + 4 * i + 2 - c] = image.Mode != "P" ? (byte)i : i * image.PaletteChannels + c < image.Palette!.Length ? image.Palette[i * image.PaletteChannels + c] : (byte)0;
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = file.AsSpan(start + (image.Height - 1 - y) * stride);
            image.Pixels.AsSpan(y * image.Width * bytes, image.Width * bytes).CopyTo(row);
            if (bytes > 1)
                for (int x = 0; x < image.Width; x++) (row[x * bytes], row[x * bytes + 2]) = (row[x * bytes + 2], row[x * bytes]);
        }
        return file;
    }
}
