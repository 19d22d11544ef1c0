namespace KerasTransfer.Images;

/// <summary>Luminance and chrominance to colours, in integers of 16 bits (JFIF 1.02: red = Y + 1.402 Cr, green = Y − 0.34414 Cb − 0.71414 Cr, blue = Y + 1.772 Cb).</summary>
internal static class JpegColours
{
    private const int Half = 1 << 15, RedOfCr = 91881, BlueOfCb = 116130, GreenOfCr = 46802, GreenOfCb = 22554;

    public static void ToRgb(ReadOnlySpan<byte> luminance, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        int n = luminance.Length;
        cb = cb[..n];
        cr = cr[..n];
        rgb = rgb[..(3 * n)];
        for (int i = 0, o = 0; i < n; i++, o += 3)
        {
            int y = luminance[i], b = cb[i] - 128, r = cr[i] - 128;
            rgb[o] = Clip(y + ((RedOfCr * r + Half) >> 16));
            rgb[o + 1] = Clip(y + ((Half - GreenOfCb * b - GreenOfCr * r) >> 16));
            rgb[o + 2] = Clip(y + ((BlueOfCb * b + Half) >> 16));
        }
    }

    /// <summary>YCCK to CMYK: the three colours are complements; black stays.</summary>
    public static void ToCmyk(ReadOnlySpan<byte> luminance, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, ReadOnlySpan<byte> black, Span<byte> cmyk)
    {
        for (int i = 0, o = 0; i < luminance.Length; i++, o += 4)
        {
            int y = luminance[i], b = cb[i] - 128, r = cr[i] - 128;
            cmyk[o] = Clip(255 - (y + ((RedOfCr * r + Half) >> 16)));
            cmyk[o + 1] = Clip(255 - (y + ((Half - GreenOfCb * b - GreenOfCr * r) >> 16)));
            cmyk[o + 2] = Clip(255 - (y + ((BlueOfCb * b + Half) >> 16)));
            cmyk[o + 3] = black[i];
        }
    }

    public static void Interleave(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> pixels)
    {
        for (int i = 0, o = 0; i < a.Length; i++, o += 3) (pixels[o], pixels[o + 1], pixels[o + 2]) = (a[i], b[i], c[i]);
    }

    public static void Interleave(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, Span<byte> pixels)
    {
        for (int i = 0, o = 0; i < a.Length; i++, o += 4) (pixels[o], pixels[o + 1], pixels[o + 2], pixels[o + 3]) = (a[i], b[i], c[i], d[i]);
    }

    /// <summary>The luminance of red, green and blue, as JFIF has it.</summary>
    public static void ToLuminance(ReadOnlySpan<byte> r, ReadOnlySpan<byte> g, ReadOnlySpan<byte> b, Span<byte> luminance)
    {
        for (int i = 0; i < luminance.Length; i++) luminance[i] = (byte)((19595 * r[i] + 38470 * g[i] + 7471 * b[i] + Half) >> 16);
    }

    private static byte Clip(int value) => (uint)value <= 255 ? (byte)value : (byte)(~value >> 31);
}
