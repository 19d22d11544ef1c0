namespace KerasTransfer.Images;

/// <summary>Run-length coded bitmaps. What the runs leave out is colour 0.</summary>
internal static class BmpRuns
{
    public static byte[] Read(ReadOnlySpan<byte> file, BmpHeader header)
    {
        (int width, int height, bool half) = (header.Width, header.Height, header.Compression == 2);
        var pixels = new byte[checked(width * height)];
        int at = header.Start, x = 0, y = 0;        // y counts from the first row of the file
        while (y < height)
        {
            if (at + 2 > file.Length) throw BmpHeader.Damaged(file.Length, "image file is truncated: it ends within the picture");
            (int count, int value) = (file[at], file[at + 1]);
            at += 2;
            if (count > 0)
            {
                for (int i = 0; i < count && x < width; i++) Put(half ? (byte)(i % 2 == 0 ? value >> 4 : value & 15) : (byte)value);
                continue;
            }
            switch (value)
            {
                case 0:
                    (x, y) = (0, y + 1);
                    break;
                case 1:
                    return pixels;
                case 2:
                    if (at + 2 > file.Length) throw BmpHeader.Damaged(file.Length, "image file is truncated: it ends within the picture");
                    (x, y) = (x + file[at], y + file[at + 1]);
                    at += 2;
                    break;
                default:
                    int bytes = half ? (value + 1) / 2 : value;
                    if (at + bytes > file.Length) throw BmpHeader.Damaged(file.Length, "image file is truncated: it ends within the picture");
                    for (int i = 0; i < value && x < width; i++) Put(half ? (byte)(i % 2 == 0 ? file[at + i / 2] >> 4 : file[at + i / 2] & 15) : file[at + i]);
                    at += bytes + (bytes & 1);
                    break;
            }
        }
        return pixels;

        void Put(byte colour) => pixels[(header.TopDown ? y : height - 1 - y) * width + x++] = colour;
    }
}
