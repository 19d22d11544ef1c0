using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>PNG's samples as pixels in one of Pillow's modes.</summary>
internal static class PngPixels
{
    public static PixelImage ToImage(byte[] samples, int width, int height, int depth, int type, byte[] palette, byte[]? transparency, bool sixteen, bool incomplete)
    {
        int[]? colour = transparency is not null && type is 0 or 2 && transparency.Length >= (type == 0 ? 2 : 6)
            ? [.. Enumerable.Range(0, type == 0 ? 1 : 3).Select(c => (int)BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * c)))] : null;
        if (type == 3)
        {
            if (transparency is null) return new PixelImage(width, height, "P", samples, palette) { Depth = depth, Incomplete = incomplete };
            var colours = new byte[palette.Length / 3 * 4];
            for (int i = 0; i < palette.Length / 3; i++)
            {
                palette.AsSpan(3 * i, 3).CopyTo(colours.AsSpan(4 * i));
                colours[4 * i + 3] = i < transparency.Length ? transparency[i] : (byte)255;
            }
            return new PixelImage(width, height, "P", samples, colours, 4) { Depth = depth, Incomplete = incomplete };
        }
        if (depth == 16 && (sixteen || type == 0))
        {
            for (int i = 0; i < samples.Length; i += 2) (samples[i], samples[i + 1]) = (samples[i + 1], samples[i]);
            return new PixelImage(width, height, type switch { 0 => "I;16", 2 => "RGB;16", 4 => "LA;16", _ => "RGBA;16" }, samples) { Transparency = colour, Depth = 16, Incomplete = incomplete };
        }
        if (depth == 16)
        {
            var upper = new byte[samples.Length / 2];
            for (int i = 0; i < upper.Length; i++) upper[i] = samples[2 * i];
            samples = upper;
        }
        if (depth < 8)
        {
            int factor = 255 / ((1 << depth) - 1);
            for (int i = 0; i < samples.Length; i++) samples[i] = (byte)(samples[i] * factor);
        }
        string mode = type switch { 0 => depth == 1 ? "1" : "L", 2 => "RGB", 4 => "LA", _ => "RGBA" };
        if (depth == 1 && colour is not null) colour[0] *= 255;
        if (depth == 16 && type == 4) return ImageModes.Convert(new PixelImage(width, height, mode, samples), "RGBA");     // as Pillow
        return new PixelImage(width, height, mode, samples) { Transparency = colour, Depth = depth, Incomplete = incomplete };
    }
}
