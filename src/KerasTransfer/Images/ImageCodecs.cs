namespace KerasTransfer.Images;

/// <summary>The formats that can be read. Another decoder (ImageSharp, SkiaSharp) is used for all of the library when it is registered here.</summary>
/// <example><code>ImageCodecs.Register(new MyWebPCodec());</code></example>
public static class ImageCodecs
{
    internal const int StartLength = 64;
    private static IImageCodec[] s_codecs = [new JpegCodec(), new PngCodec(), new BmpCodec(), new GifCodec()];
    private static readonly Lock s_gate = new();

    /// <summary>Puts a codec before all others: the one registered last that recognises a file decodes it.</summary>
    public static void Register(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        lock (s_gate) s_codecs = [codec, .. s_codecs];
    }

    /// <summary>Takes a codec out again.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Unregister(IImageCodec codec)
    {
        lock (s_gate)
        {
            int before = s_codecs.Length;
            s_codecs = [.. s_codecs.Where(c => c != codec)];
            return s_codecs.Length < before;
        }
    }

    /// <summary>The codec for a file that starts with these bytes; null: none.</summary>
    internal static IImageCodec? Find(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, StartLength)];
        foreach (IImageCodec codec in s_codecs)
            if (codec.Recognizes(start)) return codec;
        return null;
    }

    /// <summary>The names of all formats, for messages.</summary>
    internal static string Formats => string.Join(", ", s_codecs.Select(c => c.Format).Distinct());
}
