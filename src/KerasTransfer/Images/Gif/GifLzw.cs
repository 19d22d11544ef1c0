namespace KerasTransfer.Images;

/// <summary>GIF's variant of the coding of Lempel, Ziv and Welch: codes of growing length, the lowest bit first (GIF 89a, appendix F).</summary>
internal static class GifLzw
{
    private const int MaxCodes = 4096;

    /// <summary>The most indices that so many bytes of data can stand for: each code's string is one longer than the last one's, until the table is full.</summary>
    public static long MostIndices(int minimum, long bytes)
    {
        long bits = 8 * bytes, most = 0;
        int next = (1 << minimum) + 1, size = minimum + 1, length = 0;
        while (bits >= size)
        {
            bits -= size;
            most += ++length;
            if (++next == 1 << size && size < 12) size++;
            if (next == MaxCodes) return most + bits / size * (length + 1);
        }
        return most;
    }

    /// <summary>Reads <paramref name="count"/> indices from the blocks at <paramref name="at"/>.</summary>
    public static byte[] Read(ReadOnlySpan<byte> bytes, ref int at, int count)
    {
        if (at >= bytes.Length) throw Truncated(bytes.Length);
        int minimum = bytes[at++];
        if (minimum is < 1 or > 11) throw new ImageFormatException("GIF", at - 1, $"codes of {minimum} bits");
        var result = new byte[count];
        Span<short> before = stackalloc short[MaxCodes];
        Span<byte> last = stackalloc byte[MaxCodes], stack = stackalloc byte[MaxCodes + 1];
        int clear = 1 << minimum, end = clear + 1, next = clear + 2, size = minimum + 1, previous = -1, first = 0, filled = 0, block = 0;
        uint bits = 0;
        int have = 0;
        while (filled < count)
        {
            while (have < size)
            {
                if (block == 0)
                {
                    if (at >= bytes.Length) throw Truncated(bytes.Length);
                    block = bytes[at++];
                    if (block == 0) throw new ImageFormatException("GIF", at - 1, "image file is truncated: the picture's data end too early");
                }
                if (at >= bytes.Length) throw Truncated(bytes.Length);
                bits |= (uint)bytes[at++] << have;
                have += 8;
                block--;
            }
            int code = (int)(bits & ((1u << size) - 1));
            bits >>= size;
            have -= size;
            if (code == clear)
            {
                (next, size, previous) = (clear + 2, minimum + 1, -1);
                continue;
            }
            if (code == end) throw new ImageFormatException("GIF", at - 1, "image file is truncated: the picture's data end too early");
            if (code > next || code == next && previous < 0) throw new ImageFormatException("GIF", at - 1, "broken data stream: a code comes before it is defined");
            int depth = 0, walk = code;
            if (code == next)
            {
                stack[depth++] = (byte)first;
                walk = previous;
            }
            while (walk >= clear + 2)
            {
                stack[depth++] = last[walk];
                walk = before[walk];
            }
            first = walk;
            stack[depth++] = (byte)first;
            if (previous >= 0 && next < MaxCodes)
            {
                (before[next], last[next]) = ((short)previous, (byte)first);
                next++;
                if (next == 1 << size && size < 12) size++;
            }
            previous = code;
            while (depth > 0 && filled < count) result[filled++] = stack[--depth];
        }
        return result;
    }

    private static ImageFormatException Truncated(long offset) => new("GIF", offset, "image file is truncated: it ends within the picture");
}
