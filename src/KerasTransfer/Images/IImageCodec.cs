namespace KerasTransfer.Images;

/// <summary>Reads one format of images. <see cref="ImageCodecs.Register"/> puts it before those that are built in.</summary>
public interface IImageCodec
{
    /// <summary>The format's name, for messages: <c>JPEG</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file that starts with these bytes (up to 64) is of this format.</summary>
    bool Recognizes(ReadOnlySpan<byte> start);

    /// <summary>Decodes a whole file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="how">What the caller would like; wishes that a codec does not know are left to the caller, who converts what comes back.</param>
    /// <exception cref="ImageFormatException">The file is damaged or of a kind that is not read.</exception>
    PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how);
}
