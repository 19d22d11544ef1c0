using System.Buffers;
using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Ops;

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
        if (interpolation == "bilinear") Bilinear(from, to, stride, ResizeAxis.Neighbours(from.Height, height), ResizeAxis.Neighbours(from.Width, width));
        else Weighted(from, to, stride, ResizeAxis.Of(interpolation, false, from.Height, height), ResizeAxis.Of(interpolation, false, from.Width, width));
    }

    /// <summary>The same by the nearest pixel.</summary>
    public static void Nearest(in Picture from, Span<byte> to, int stride, int height, int width)
    {
        int channels = from.Channels;
        long[] down = ResizeAxis.Nearest(from.Height, height), across = ResizeAxis.Nearest(from.Width, width);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = from.Row((int)down[y]);
            for (int x = 0; x < width; x++) row.Slice((int)across[x] * channels, channels).CopyTo(to[(y * stride + x * channels)..]);
        }
    }

    // Two rows are kept at the new width, since most new rows lie between the same two or begin at the lower one.
    private static void Bilinear(in Picture from, Span<float> to, int stride, Neighbourhood down, Neighbourhood across)
    {
        int channels = from.Channels, length = across.Low.Length * channels, old = from.Width * channels;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * length + old);
        Span<float> upper = rented.AsSpan(0, length), lower = rented.AsSpan(length, length), numbers = rented.AsSpan(2 * length, old);
        int upperRow = -1, lowerRow = -1;
        for (int y = 0; y < down.Low.Length; y++)
        {
            (int low, int high) = (down.Low[y], down.High[y]);
            if (low == lowerRow && low != upperRow)
            {
                Span<float> last = upper;
                upper = lower;
                lower = last;
                (upperRow, lowerRow) = (lowerRow, upperRow);
            }
            if (upperRow != low)
            {
                ResizedRow.Widen(from.Row(upperRow = low), numbers);
                ResizedRow.Between(numbers, across, channels, upper);
            }
            if (lowerRow != high)
            {
                ResizedRow.Widen(from.Row(lowerRow = high), numbers);
                ResizedRow.Between(numbers, across, channels, lower);
            }
            ResizedRow.Mix(to.Slice(y * stride, length), upper, lower, down.Fraction[y]);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Weighted(in Picture from, Span<float> to, int stride, ResizeAxis down, ResizeAxis across)
    {
        int channels = from.Channels, length = across.First.Length * channels, old = from.Width * channels;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * old);
        Span<float> numbers = rented.AsSpan(0, old), sum = rented.AsSpan(old, old);
        for (int y = 0; y < down.First.Length; y++)
        {
            sum.Clear();
            for (int j = 0; j < down.Count[y]; j++)
            {
                ResizedRow.Widen(from.Row(down.First[y] + j), numbers);
                TensorPrimitives.MultiplyAdd(numbers, down.Weights[y * down.Widest + j], sum, sum);
            }
            ResizedRow.Weighted(sum, across, channels, to.Slice(y * stride, length));
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
