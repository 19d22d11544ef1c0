using System.Numerics;
using System.Runtime.Intrinsics;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>
/// Rows of pixels at another width. Pixels of three or four channels are read and written four numbers at once: of three channels the fourth number belongs to the next pixel,
/// which is written after; where there is none, numbers are taken one by one.
/// </summary>
internal static class ResizedRow
{
    private const int AtOnce = 4;

    /// <summary>Each pixel between its two neighbours.</summary>
    public static void Between(ReadOnlySpan<float> row, Neighbourhood places, int channels, Span<float> result)
    {
        int x = 0;
        if (channels is 3 or AtOnce)
            for (; x * channels + AtOnce <= result.Length && places.High[x] * channels + AtOnce <= row.Length; x++)
            {
                Vector128<float> low = Vector128.Create(row.Slice(places.Low[x] * channels, AtOnce)), high = Vector128.Create(row.Slice(places.High[x] * channels, AtOnce));
                (low + (high - low) * Vector128.Create(places.Fraction[x])).CopyTo(result[(x * channels)..]);
            }
        for (int i = x * channels; i < result.Length; x++)
            for (int c = 0; c < channels; c++, i++)
            {
                float low = row[places.Low[x] * channels + c];
                result[i] = low + (row[places.High[x] * channels + c] - low) * places.Fraction[x];
            }
    }

    /// <summary>Each pixel a weighted sum.</summary>
    public static void Weighted(ReadOnlySpan<float> row, ResizeAxis axis, int channels, Span<float> result)
    {
        int x = 0;
        if (channels is 3 or AtOnce)
            for (; x * channels + AtOnce <= result.Length && (axis.First[x] + axis.Count[x] - 1) * channels + AtOnce <= row.Length; x++)
            {
                Vector128<float> total = default;
                int at = axis.First[x] * channels;
                foreach (float weight in axis.Weights.AsSpan(x * axis.Widest, axis.Count[x]))
                {
                    total += Vector128.Create(weight) * Vector128.Create(row.Slice(at, AtOnce));
                    at += channels;
                }
                total.CopyTo(result[(x * channels)..]);
            }
        for (int i = x * channels; i < result.Length; x++)
            for (int c = 0; c < channels; c++, i++)
            {
                float total = 0;
                for (int j = 0; j < axis.Count[x]; j++) total += axis.Weights[x * axis.Widest + j] * row[(axis.First[x] + j) * channels + c];
                result[i] = total;
            }
    }

    /// <summary><paramref name="lower"/> is mixed into <paramref name="upper"/>: a share of what lies between.</summary>
    public static void Mix(Span<float> result, ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float share)
    {
        Vector<float> shares = new(share);
        int i = 0;
        for (; i <= result.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> top = new(upper[i..]), bottom = new(lower[i..]);
            (top + (bottom - top) * shares).CopyTo(result[i..]);
        }
        for (; i < result.Length; i++) result[i] = upper[i] + (lower[i] - upper[i]) * share;
    }

    /// <summary>Bytes as numbers.</summary>
    public static void Widen(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        int i = 0;
        for (; i <= bytes.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> a, Vector128<ushort> b) = Vector128.Widen(Vector128.Create(bytes.Slice(i, Vector128<byte>.Count)));
            Four(Vector128.WidenLower(a)).CopyTo(numbers[i..]);
            Four(Vector128.WidenUpper(a)).CopyTo(numbers[(i + 4)..]);
            Four(Vector128.WidenLower(b)).CopyTo(numbers[(i + 8)..]);
            Four(Vector128.WidenUpper(b)).CopyTo(numbers[(i + 12)..]);
        }
        for (; i < bytes.Length; i++) numbers[i] = bytes[i];
    }

    private static Vector128<float> Four(Vector128<uint> numbers) => Vector128.ConvertToSingle(numbers.AsInt32());
}
