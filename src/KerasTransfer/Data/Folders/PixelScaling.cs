using System.Buffers;
using System.Numerics;

namespace KerasTransfer.Data;

/// <summary>Bytes of a picture resized to numbers, as <c>tf.image.resize</c> does it without antialiasing: the centre of a new pixel is looked up between the old ones.</summary>
internal sealed class PixelScaling(string interpolation)
{
    /// <summary>Whether new pixels are old ones, so that they stay bytes.</summary>
    public bool IsNearest { get; } = interpolation == "nearest";

    /// <summary>What a picture is cut to, row by row.</summary>
    /// <param name="Pixels">The bytes.</param>
    /// <param name="Start">The number of the first byte used.</param>
    /// <param name="Stride">Bytes from a row to the next.</param>
    /// <param name="Height">Rows used.</param>
    /// <param name="Width">Pixels used of a row.</param>
    /// <param name="Channels">Bytes of a pixel.</param>
    public readonly record struct Picture(byte[] Pixels, int Start, int Stride, int Height, int Width, int Channels)
    {
        public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(Start + y * Stride, Width * Channels);
    }

    /// <summary>Writes the resized picture.</summary>
    /// <param name="from">The picture.</param>
    /// <param name="to">Where to; numbers of a row side by side.</param>
    /// <param name="stride">Numbers from a row to the next.</param>
    /// <param name="height">New rows.</param>
    /// <param name="width">New pixels of a row.</param>
    public void Resize(in Picture from, Span<float> to, int stride, int height, int width)
    {
        if (interpolation == "bilinear") Bilinear(from, to, stride, height, width);
        else Weighted(from, to, stride, Weights(from.Height, height), Weights(from.Width, width));
    }

    /// <summary>The same by the nearest pixel.</summary>
    public static void Nearest(in Picture from, Span<byte> to, int stride, int height, int width)
    {
        int channels = from.Channels;
        float sy = (float)from.Height / height, sx = (float)from.Width / width;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = from.Row(Math.Min((int)MathF.Floor((y + .5f) * sy), from.Height - 1));
            for (int x = 0; x < width; x++)
                row.Slice(Math.Min((int)MathF.Floor((x + .5f) * sx), from.Width - 1) * channels, channels).CopyTo(to[(y * stride + x * channels)..]);
        }
    }

    private static void Bilinear(in Picture from, Span<float> to, int stride, int height, int width)
    {
        int channels = from.Channels, length = width * channels;
        float sy = (float)from.Height / height, sx = (float)from.Width / width;
        int[] left = new int[length], right = new int[length];
        float[] across = new float[length];
        for (int x = 0, i = 0; x < width; x++)
        {
            (int low, int high, float fraction) = Between(x, sx, from.Width);
            for (int c = 0; c < channels; c++, i++) (left[i], right[i], across[i]) = (low * channels + c, high * channels + c, fraction);
        }
        float[] rows = ArrayPool<float>.Shared.Rent(2 * length);
        Span<float> upper = rows.AsSpan(0, length), lower = rows.AsSpan(length, length);
        int upperRow = -1, lowerRow = -1;
        for (int y = 0; y < height; y++)
        {
            (int low, int high, float down) = Between(y, sy, from.Height);
            if (low == lowerRow && low != upperRow)
            {
                Span<float> last = upper;
                upper = lower;
                lower = last;
                (upperRow, lowerRow) = (lowerRow, upperRow);
            }
            if (upperRow != low) Across(from.Row(upperRow = low), upper, left, right, across);
            if (lowerRow != high) Across(from.Row(lowerRow = high), lower, left, right, across);
            Span<float> row = to.Slice(y * stride, length);
            Vector<float> share = new(down);
            int i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> top = new(upper[i..]), bottom = new(lower[i..]);
                (top + (bottom - top) * share).CopyTo(row[i..]);
            }
            for (; i < length; i++) row[i] = upper[i] + (lower[i] - upper[i]) * down;
        }
        ArrayPool<float>.Shared.Return(rows);
    }

    private static void Across(ReadOnlySpan<byte> row, Span<float> to, int[] left, int[] right, float[] across)
    {
        for (int i = 0; i < left.Length; i++)
        {
            float l = row[left[i]], r = row[right[i]];
            to[i] = l + (r - l) * across[i];
        }
    }

    /// <summary>The two old places around the centre of a new one, and how far it is from the first.</summary>
    private static (int, int, float) Between(int i, float scale, int length)
    {
        float at = (i + .5f) * scale - .5f, floor = MathF.Floor(at);
        return (Math.Max((int)floor, 0), Math.Min((int)MathF.Ceiling(at), length - 1), at - floor);
    }

    /// <summary>Old places that a new one is made of: from which on, and their shares.</summary>
    private readonly record struct Span1(int Start, float[] Shares);

    private static void Weighted(in Picture from, Span<float> to, int stride, Span1[] down, Span1[] across)
    {
        int channels = from.Channels, length = across.Length * channels;
        float[] rows = ArrayPool<float>.Shared.Rent(from.Height * length);
        for (int y = 0; y < from.Height; y++)
        {
            ReadOnlySpan<byte> row = from.Row(y);
            Span<float> result = rows.AsSpan(y * length, length);
            for (int x = 0; x < across.Length; x++)
            {
                (int start, float[] shares) = across[x];
                for (int c = 0; c < channels; c++)
                {
                    float sum = 0;
                    for (int k = 0; k < shares.Length; k++) sum += shares[k] * row[(start + k) * channels + c];
                    result[x * channels + c] = sum;
                }
            }
        }
        for (int y = 0; y < down.Length; y++)
        {
            (int start, float[] shares) = down[y];
            Span<float> row = to.Slice(y * stride, length);
            row.Clear();
            for (int k = 0; k < shares.Length; k++)
            {
                ReadOnlySpan<float> one = rows.AsSpan((start + k) * length, length);
                for (int i = 0; i < length; i++) row[i] += shares[k] * one[i];
            }
        }
        ArrayPool<float>.Shared.Return(rows);
    }

    private Span1[] Weights(int length, int count)
    {
        float scale = (float)length / count;
        return [.. Enumerable.Range(0, count).Select(i => interpolation switch
        {
            "area" => Area(i, scale, length),
            "bicubic" => Bicubic(i, scale, length),
            "lanczos3" => Windowed(i, scale, length, 3, x => Lanczos(x, 3)),
            "lanczos5" => Windowed(i, scale, length, 5, x => Lanczos(x, 5)),
            "gaussian" => Windowed(i, scale, length, 1.5f, x => MathF.Exp(-2 * x * x)),                 // standard deviation 1/2
            _ => Windowed(i, scale, length, 2, MitchellNetravali),
        })];
    }

    private static Span1 Area(int i, float scale, int length)
    {
        float from = i * scale, to = (i + 1) * scale;
        int start = (int)MathF.Floor(from), end = Math.Min((int)MathF.Ceiling(to), length);
        return new(start, [.. Enumerable.Range(start, end - start).Select(j => (MathF.Min(j + 1, to) - MathF.Max(j, from)) / scale)]);
    }

    // Keys's kernel with a = −1/2; distances are taken in steps of 1/1024. What lies outside the picture does not count.
    private static Span1 Bicubic(int i, float scale, int length)
    {
        float at = (i + .5f) * scale - .5f;
        int floor = (int)MathF.Floor(at);
        float d = MathF.Round((at - floor) * 1024, MidpointRounding.ToEven) / 1024;
        return Normalized(floor - 1, [Far(1 + d), Near(d), Near(1 - d), Far(2 - d)], length);

        static float Near(float x) => (1.5f * x - 2.5f) * x * x + 1;
        static float Far(float x) => ((-.5f * x + 2.5f) * x - 4) * x + 2;
    }

    private static Span1 Windowed(int i, float scale, int length, float radius, Func<float, float> kernel)
    {
        float centre = (i + .5f) * scale;
        int start = (int)MathF.Ceiling(centre - radius - .5f), end = (int)MathF.Floor(centre + radius - .5f);
        return Normalized(start, [.. Enumerable.Range(start, end - start + 1).Select(j => kernel(MathF.Abs(j + .5f - centre)))], length);
    }

    private static Span1 Normalized(int start, float[] shares, int length)
    {
        int first = Math.Max(start, 0), end = Math.Min(start + shares.Length, length);
        float[] inside = shares[(first - start)..(end - start)];
        float sum = inside.Sum();
        return new(first, [.. inside.Select(s => s / sum)]);
    }

    private static float Lanczos(float x, float radius) => x == 0 ? 1 : x >= radius ? 0 : radius * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * x / radius) / (MathF.PI * MathF.PI * x * x);

    private static float MitchellNetravali(float x) => x < 1 ? (7 * x * x * x - 12 * x * x + 16 / 3f) / 6 : x < 2 ? (-7 / 3f * x * x * x + 12 * x * x - 20 * x + 32 / 3f) / 6 : 0;
}
