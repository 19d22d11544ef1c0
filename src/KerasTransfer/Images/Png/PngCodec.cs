namespace KerasTransfer.Images;

/// <summary>PNG (W3C recommendation, third edition): all types of colour and depths, interlaced or not. Pictures have the modes that Pillow gives them.</summary>
internal sealed class PngCodec : IImageCodec
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public string Format => "PNG";

    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    public PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how) => new PngReader(file).Read(how.Sixteen);
}
