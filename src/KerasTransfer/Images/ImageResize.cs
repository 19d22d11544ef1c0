using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>Pillow's <c>Image.resize</c>, bit for bit: two passes of fixed-point weights with a picture of bytes between them.</summary>
internal static class ImageResize
{
    private const int WeightBits = 22;      // 32 − 8 − 2: sums of products with bytes stay within an int

    /// <summary>Where in the source a new pixel gets its weights from.</summary>
    private sealed record Axis(int[] First, int[] Count, double[] Weights, int Widest)
    {
        public int[] Integers => [.. Weights.Select(w => (int)(w * (1 << WeightBits) + (w < 0 ? -0.5 : 0.5)))];
    }

    /// <param name="image">The picture.</param>
    /// <param name="width">New width.</param>
    /// <param name="height">New height.</param>
    /// <param name="filter">How.</param>
    /// <param name="box">The part that is stretched to the new size: left, upper, right, lower; filters still see what lies around it.</param>
    public static PixelImage Run(PixelImage image, int width, int height, Resampling filter, (double Left, double Upper, double Right, double Lower) box)
    {
        if (image.Mode is "1" or "P" || filter == Resampling.Nearest) return Nearest(image, width, height, box);
        bool alpha = image.Mode is "LA" or "RGBA";
        if (image.Mode is "LA;16" or "RGB;16" or "RGBA;16") throw new NotSupportedException($"Pictures in mode {image.Mode} can only be resized by 'nearest'.");
        bool across = width != image.Width || box.Left != 0 || box.Right != width, down = height != image.Height || box.Upper != 0 || box.Lower != height;
        byte[] pixels = alpha ? Premultiplied(image.Pixels, image.BytesPerPixel) : image.Pixels;
        (int w, int h) = (image.Width, image.Height);
        Axis? columns = across ? Weights(w, width, filter, box.Left, box.Right) : null, rows = down ? Weights(h, height, filter, box.Upper, box.Lower) : null;
        bool downFirst = across && down && height < h && 2L * (w - width) < h - height;
        if (downFirst) (pixels, h) = (Down(pixels, image.Mode, image.BytesPerPixel, w, rows!), height);
        if (columns is not null) (pixels, w) = (Across(pixels, image.Mode, image.BytesPerPixel, w, h, columns), width);
        if (rows is not null && !downFirst) pixels = Down(pixels, image.Mode, image.BytesPerPixel, w, rows);
        if (ReferenceEquals(pixels, image.Pixels)) pixels = (byte[])pixels.Clone();
        if (alpha) Divide(pixels, image.BytesPerPixel);
        return new PixelImage(width, height, image.Mode, pixels);
    }

    private static PixelImage Nearest(PixelImage image, int width, int height, (double Left, double Upper, double Right, double Lower) box)
    {
        int[] columns = Places(image.Width, width, box.Left, box.Right), rows = Places(image.Height, height, box.Upper, box.Lower);
        int size = image.BytesPerPixel;
        var pixels = new byte[checked(width * height * size)];
        for (int y = 0, o = 0; y < height; y++)
        {
            ReadOnlySpan<byte> source = image.Pixels.AsSpan(rows[y] * image.Width * size, image.Width * size);
            if (size == 3)
                for (int x = 0; x < width; x++, o += 3)
                {
                    int i = columns[x] * 3;
                    (pixels[o], pixels[o + 1], pixels[o + 2]) = (source[i], source[i + 1], source[i + 2]);
                }
            else
                for (int x = 0; x < width; x++, o += size) source.Slice(columns[x] * size, size).CopyTo(pixels.AsSpan(o));
        }
        return new PixelImage(width, height, image.Mode, pixels, image.Palette, image.PaletteChannels) { Transparency = image.Transparency };
    }

    private static int[] Places(int n, int m, double from, double to)
    {
        double step = (to - from) / m, x = from + 0.5 * step;       // summed up, as Pillow does: its rounding decides
        var places = new int[m];
        for (int i = 0; i < m; i++, x += step) places[i] = Math.Clamp((int)x, 0, n - 1);
        return places;
    }

    private static Axis Weights(int n, int m, Resampling filter, double from, double to)
    {
        double scale = (to - from) / m, stretch = Math.Max(scale, 1), support = ResamplingFilters.Support(filter) * stretch, inverse = 1 / stretch;
        int widest = (int)Math.Ceiling(support) * 2 + 1;
        var axis = new Axis(new int[m], new int[m], new double[(long)m * widest], widest);
        for (int i = 0; i < m; i++)
        {
            double centre = from + (i + 0.5) * scale, sum = 0;
            int low = Math.Max((int)(centre - support + 0.5), 0), high = Math.Min((int)(centre + support + 0.5), n);
            Span<double> weights = axis.Weights.AsSpan(i * widest, high - low);
            for (int j = 0; j < weights.Length; j++) sum += weights[j] = ResamplingFilters.At(filter, (j + low - centre + 0.5) * inverse);
            if (sum != 0)
                for (int j = 0; j < weights.Length; j++) weights[j] *= 1 / sum;
            (axis.First[i], axis.Count[i]) = (low, high - low);
        }
        return axis;
    }

    private static byte[] Across(byte[] pixels, string mode, int size, int width, int height, Axis axis)
    {
        int m = axis.First.Length;
        var result = new byte[checked(m * height * size)];
        if (mode is "I" or "I;16")
        {
            for (int y = 0; y < height; y++)
                for (int x = 0; x < m; x++) Wide(pixels, mode, (y * width + axis.First[x]) * size, size, axis, x, result.AsSpan((y * m + x) * size));
            return result;
        }
        int[] weights = axis.Integers;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> source = pixels.AsSpan(y * width * size, width * size);
            Span<byte> target = result.AsSpan(y * m * size, m * size);
            for (int x = 0; x < m; x++)
            {
                ReadOnlySpan<int> w = weights.AsSpan(x * axis.Widest, axis.Count[x]);
                for (int c = 0; c < size; c++)
                {
                    int sum = 1 << (WeightBits - 1);
                    for (int j = 0, at = axis.First[x] * size + c; j < w.Length; j++, at += size) sum += source[at] * w[j];
                    target[x * size + c] = (byte)Math.Clamp(sum >> WeightBits, 0, 255);
                }
            }
        }
        return result;
    }

    private static byte[] Down(byte[] pixels, string mode, int size, int width, Axis axis)
    {
        int m = axis.First.Length, stride = width * size;
        var result = new byte[checked(m * stride)];
        if (mode is "I" or "I;16")
        {
            for (int y = 0; y < m; y++)
                for (int x = 0; x < width; x++) Wide(pixels, mode, axis.First[y] * stride + x * size, stride, axis, y, result.AsSpan(y * stride + x * size));
            return result;
        }
        int[] weights = axis.Integers;
        var sums = new int[stride];
        for (int y = 0; y < m; y++)
        {
            sums.AsSpan().Fill(1 << (WeightBits - 1));
            for (int j = 0; j < axis.Count[y]; j++)
            {
                int weight = weights[y * axis.Widest + j];
                ReadOnlySpan<byte> source = pixels.AsSpan((axis.First[y] + j) * stride, stride);
                for (int i = 0; i < sums.Length; i++) sums[i] += source[i] * weight;
            }
            Span<byte> target = result.AsSpan(y * stride, stride);
            for (int i = 0; i < sums.Length; i++) target[i] = (byte)Math.Clamp(sums[i] >> WeightBits, 0, 255);
        }
        return result;
    }

    /// <summary>One pixel of 16 or 32 bits: a sum in double.</summary>
    private static void Wide(byte[] pixels, string mode, int at, int step, Axis axis, int i, Span<byte> target)
    {
        double sum = 0;
        for (int j = 0; j < axis.Count[i]; j++, at += step)
            sum += (mode == "I" ? BinaryPrimitives.ReadInt32LittleEndian(pixels.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(pixels.AsSpan(at))) * axis.Weights[i * axis.Widest + j];
        int value = (int)(sum >= 0 ? Math.Floor(sum + 0.5) : -Math.Floor(Math.Abs(sum) + 0.5));
        if (mode == "I") BinaryPrimitives.WriteInt32LittleEndian(target, value);
        else (target[0], target[1]) = ((byte)Math.Clamp(value % 256, 0, 255), (byte)Math.Clamp(value >> 8, 0, 255));     // Pillow clips the two bytes, not the number
    }

    /// <summary>Colours times alpha, so that what is see-through does not colour its neighbours.</summary>
    private static byte[] Premultiplied(byte[] pixels, int size)
    {
        var result = (byte[])pixels.Clone();
        for (int i = 0; i < result.Length; i += size)
            for (int c = 0; c < size - 1; c++)
            {
                int product = result[i + c] * result[i + size - 1] + 128;
                result[i + c] = (byte)(((product >> 8) + product) >> 8);
            }
        return result;
    }

    private static void Divide(byte[] pixels, int size)
    {
        for (int i = 0; i < pixels.Length; i += size)
        {
            int alpha = pixels[i + size - 1];
            if (alpha is 0 or 255) continue;
            for (int c = 0; c < size - 1; c++) pixels[i + c] = (byte)Math.Min(255 * pixels[i + c] / alpha, 255);
        }
    }
}
