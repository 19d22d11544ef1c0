namespace KerasTransfer.Images;

/// <summary>A decoded image: rows from the top, pixels from the left, channels side by side.</summary>
public sealed class PixelImage
{
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Rows.</param>
    /// <param name="mode">Pillow's name of what a pixel is: <c>1</c> (black and white, a byte of 0 or 255), <c>L</c> (grey), <c>P</c> (index into the palette), <c>LA</c>, <c>RGB</c>,
    /// <c>RGBA</c>, <c>CMYK</c>, <c>I;16</c> (grey in 16 bits, the lower byte first), <c>I</c> (grey in 32 bits).</param>
    /// <param name="pixels">The bytes.</param>
    /// <param name="palette">For mode <c>P</c>: red, green, blue (and alpha, if <paramref name="paletteChannels"/> is 4) of each index.</param>
    /// <param name="paletteChannels">3 or 4.</param>
    /// <exception cref="ValueError">The mode is unknown, or there are more or fewer bytes than the size asks for.</exception>
    public PixelImage(int width, int height, string mode, byte[] pixels, byte[]? palette = null, int paletteChannels = 3)
    {
        (Width, Height, Mode, Pixels, Palette, PaletteChannels) = (width, height, mode, pixels, palette, paletteChannels);
        BytesPerPixel = SizeOf(mode);
        if (width < 1 || height < 1 || (long)width * height * BytesPerPixel != pixels.Length)
            throw new ValueError($"An image of {width} × {height} pixels in mode {mode} has {(long)width * height * BytesPerPixel} bytes, not {pixels.Length}.");
        if (mode == "P" && palette is null) throw new ValueError("An image in mode P needs a palette.");
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }
    /// <summary>Rows.</summary>
    public int Height { get; }
    /// <summary>What a pixel is, as Pillow names it.</summary>
    public string Mode { get; }
    /// <summary>The bytes, row by row.</summary>
    public byte[] Pixels { get; }
    /// <summary>For mode <c>P</c>: the colours.</summary>
    public byte[]? Palette { get; }
    /// <summary>Bytes of one colour of the palette.</summary>
    public int PaletteChannels { get; }
    /// <summary>Bytes of one pixel.</summary>
    public int BytesPerPixel { get; }
    /// <summary>Numbers of one pixel: 1 to 4.</summary>
    public int Channels => Mode == "I" ? 1 : Mode.EndsWith("16", StringComparison.Ordinal) ? BytesPerPixel / 2 : BytesPerPixel;
    /// <summary>Further facts of the file, by Pillow's names: <c>transparency</c> is the index or colour that is see-through.</summary>
    internal int[]? Transparency { get; init; }
    /// <summary>Bits of a sample in the file; 0: not told.</summary>
    internal int Depth { get; init; }
    /// <summary>Whether the file ends too early although its pixels are all there.</summary>
    internal bool Incomplete { get; init; }
    /// <summary>The part of the picture that a GIF's first frame covers.</summary>
    internal (int Left, int Top, int Width, int Height)? Covered { get; init; }
    /// <summary>Whether a JPEG in mode <c>CMYK</c> said so in Adobe's segment.</summary>
    internal bool SawAdobe { get; init; }

    private static int SizeOf(string mode) => mode switch
    {
        "1" or "L" or "P" => 1,
        "LA" or "I;16" => 2,
        "RGB" => 3,
        "RGBA" or "CMYK" or "LA;16" or "I" => 4,
        "RGB;16" => 6,
        "RGBA;16" => 8,
        _ => throw new ValueError($"Unknown mode of an image: '{mode}'. Expected 1, L, LA, P, RGB, RGBA, CMYK, I, I;16, LA;16, RGB;16 or RGBA;16."),
    };
}
