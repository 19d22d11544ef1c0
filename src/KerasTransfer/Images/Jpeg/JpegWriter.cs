using System.Buffers.Binary;
using System.Numerics;

namespace KerasTransfer.Images;

/// <summary>Writes baseline JPEG as Pillow does: colours at half the size both ways (4:2:0), the tables of T.81's annex K.</summary>
internal sealed class JpegWriter
{
    private readonly MemoryStream _file = new();
    private ulong _bits;
    private int _count;

    /// <summary>Samples of one component, whole blocks.</summary>
    private sealed record Plane(byte[] Samples, int Stride, int BlocksAcross, int BlocksDown, int Sampling, int[] Steps, (int Code, int Length)[] Direct, (int Code, int Length)[] Alternating)
    {
        public int Prediction;
        public int Last;
    }

    /// <param name="image">Mode <c>L</c>, <c>1</c> or <c>RGB</c>.</param>
    /// <param name="quality">1 to 100; Pillow's default is 75.</param>
    public static byte[] Write(PixelImage image, int quality)
    {
        if (image.Mode is not ("L" or "1" or "RGB")) throw new ValueError($"cannot write mode {image.Mode} as JPEG. Convert it first: image.convert(\"RGB\").");
        if (quality is < 1 or > 100) throw new ValueError($"The quality of a JPEG is 1 to 100. Received: quality={quality}");
        if (image.Width > 65535 || image.Height > 65535) throw new ValueError($"A JPEG has at most 65535 pixels each way, not {image.Width} × {image.Height}.");
        var writer = new JpegWriter();
        writer.Picture(image, quality);
        return writer._file.ToArray();
    }

    private void Picture(PixelImage image, int quality)
    {
        bool grey = image.Mode != "RGB";
        int[] fine = Steps(JpegTables.LuminanceSteps, quality), coarse = Steps(JpegTables.ChrominanceSteps, quality);
        _file.Write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(0xDB, [0, .. fine.Select(s => (byte)s)]);
        if (!grey) Segment(0xDB, [1, .. coarse.Select(s => (byte)s)]);
        byte[] size = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)image.Height);
        BinaryPrimitives.WriteUInt16BigEndian(size.AsSpan(2), (ushort)image.Width);
        Segment(0xC0, grey ? [8, .. size, 1, 1, 0x11, 0] : [8, .. size, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        Segment(0xC4, [0, .. JpegTables.LuminanceDirect]);
        Segment(0xC4, [0x10, .. JpegTables.LuminanceAlternating]);
        if (!grey)
        {
            Segment(0xC4, [1, .. JpegTables.ChrominanceDirect]);
            Segment(0xC4, [0x11, .. JpegTables.ChrominanceAlternating]);
        }
        Segment(0xDA, grey ? [1, 1, 0, 0, 63, 0] : [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
        Plane[] planes = grey ? [Full(image, 1, fine)] : [Full(image, 2, fine), Half(image, 1, coarse), Half(image, 2, coarse)];
        int mcu = grey ? 8 : 16;
        for (int y = 0; y < (image.Height + mcu - 1) / mcu; y++)
            for (int x = 0; x < (image.Width + mcu - 1) / mcu; x++)
                foreach (Plane plane in planes)
                    for (int v = 0; v < plane.Sampling; v++)
                        for (int h = 0; h < plane.Sampling; h++) Block(plane, x * plane.Sampling + h, y * plane.Sampling + v);
        if (_count > 0) Put((1 << (8 - _count % 8)) - 1, (8 - _count % 8) % 8);
        _file.Write([0xFF, 0xD9]);
    }

    private void Segment(byte marker, byte[] data)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(data.Length + 2));
        _file.Write(head);
        _file.Write(data);
    }

    /// <summary>The table for a quality, by the IJG's rule.</summary>
    private static int[] Steps(ReadOnlySpan<byte> table, int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        var steps = new int[64];
        for (int i = 0; i < 64; i++) steps[i] = Math.Clamp((table[i] * scale + 50) / 100, 1, 255);
        return steps;
    }

    private static (int Code, int Length)[] Codes(ReadOnlySpan<byte> table)
    {
        var codes = new (int, int)[256];
        for (int length = 1, code = 0, k = 16; length <= 16; length++, code <<= 1)
            for (int i = 0; i < table[length - 1]; i++) codes[table[k++]] = (code++, length);
        return codes;
    }

    private static Plane Full(PixelImage image, int sampling, int[] steps)
    {
        int across = (image.Width + 7) / 8, down = (image.Height + 7) / 8, stride = across * 8;
        var samples = new byte[stride * down * 8];
        for (int y = 0; y < down * 8; y++)
            for (int x = 0, row = Math.Min(y, image.Height - 1) * image.Width; x < stride; x++)
                samples[y * stride + x] = (byte)Component(image, row + Math.Min(x, image.Width - 1), 0);
        return new Plane(samples, stride, across, down, sampling, steps, Codes(JpegTables.LuminanceDirect), Codes(JpegTables.LuminanceAlternating));
    }

    // Means of four pixels, rounded down and up in turn; rows below the picture repeat the last of the halved ones.
    private static Plane Half(PixelImage image, int component, int[] steps)
    {
        int across = ((image.Width + 1) / 2 + 7) / 8, rows = (image.Height + 1) / 2, down = (rows + 7) / 8, stride = across * 8;
        var samples = new byte[stride * down * 8];
        for (int y = 0; y < rows; y++)
        {
            int upper = 2 * y * image.Width, lower = Math.Min(2 * y + 1, image.Height - 1) * image.Width;
            for (int x = 0; x < stride; x++)
            {
                int left = Math.Min(2 * x, image.Width - 1), right = Math.Min(2 * x + 1, image.Width - 1);
                int sum = Component(image, upper + left, component) + Component(image, upper + right, component) + Component(image, lower + left, component) + Component(image, lower + right, component);
                samples[y * stride + x] = (byte)((sum + 1 + (x & 1)) >> 2);
            }
        }
        for (int y = rows; y < down * 8; y++) samples.AsSpan((rows - 1) * stride, stride).CopyTo(samples.AsSpan(y * stride));
        return new Plane(samples, stride, across, down, 1, steps, Codes(JpegTables.ChrominanceDirect), Codes(JpegTables.ChrominanceAlternating));
    }

    /// <summary>Luminance or chrominance of a pixel (JFIF 1.02), in integers of 16 bits.</summary>
    private static int Component(PixelImage image, int pixel, int component)
    {
        if (image.BytesPerPixel == 1) return image.Pixels[pixel];
        const int Half = 1 << 15, Centre = (128 << 16) + Half - 1;
        (int r, int g, int b) = (image.Pixels[3 * pixel], image.Pixels[3 * pixel + 1], image.Pixels[3 * pixel + 2]);
        return component switch
        {
            0 => (19595 * r + 38470 * g + 7471 * b + Half) >> 16,
            1 => (-11059 * r - 21709 * g + 32768 * b + Centre) >> 16,
            _ => (32768 * r - 27439 * g - 5329 * b + Centre) >> 16,
        };
    }

    private void Block(Plane plane, int column, int row)
    {
        Span<int> v = stackalloc int[64];
        int last = 0;
        if (column >= plane.BlocksAcross || row >= plane.BlocksDown) v[0] = plane.Last;      // outside the picture: as the block before
        else
        {
            for (int y = 0; y < 8; y++)
                for (int x = 0; x < 8; x++) v[8 * y + x] = plane.Samples[(row * 8 + y) * plane.Stride + column * 8 + x] - 128;
            JpegForward.Transform(v);
            Span<int> natural = stackalloc int[64];
            v.CopyTo(natural);
            for (int k = 0; k < 64; k++)
            {
                int step = plane.Steps[k] * 8, value = natural[JpegReader.Natural[k]], size = (Math.Abs(value) + step / 2) / step;
                v[k] = value < 0 ? -size : size;
                if (v[k] != 0) last = k;
            }
        }
        plane.Last = v[0];
        Value(plane.Direct, 0, v[0] - plane.Prediction);
        plane.Prediction = v[0];
        for (int k = 1, run = 0; k <= last; k++)
        {
            if (v[k] == 0)
            {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) Put(plane.Alternating[0xF0].Code, plane.Alternating[0xF0].Length);
            Value(plane.Alternating, run, v[k]);
            run = 0;
        }
        if (last < 63) Put(plane.Alternating[0].Code, plane.Alternating[0].Length);
    }

    private void Value((int Code, int Length)[] codes, int run, int value)
    {
        int size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        (int code, int length) = codes[run << 4 | size];
        Put(code, length);
        if (size > 0) Put((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    private void Put(int bits, int count)
    {
        _bits = _bits << count | (uint)bits;
        _count += count;
        while (_count >= 8)
        {
            _count -= 8;
            byte b = (byte)(_bits >> _count);
            _file.WriteByte(b);
            if (b == 0xFF) _file.WriteByte(0);
        }
    }
}
