namespace KerasTransfer.Images;

/// <summary>Reads a file of pixels with the codec that recognises it.</summary>
internal static class ImageFile
{
    /// <summary>Decodes the file at <paramref name="path"/>.</summary>
    /// <exception cref="ImageFormatException">It is no image, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PixelImage Decode(string path, ImageDecoding how) => Decode(File.ReadAllBytes(path), path, how);

    /// <summary>Decodes the bytes of a file; <paramref name="name"/> is for messages.</summary>
    /// <exception cref="ImageFormatException">It is no image, or damaged.</exception>
    public static PixelImage Decode(ReadOnlyMemory<byte> file, string name, ImageDecoding how)
    {
        IImageCodec codec = ImageCodecs.Find(file.Span)
            ?? throw new ImageFormatException("", file.Length == 0 ? -1 : 0, file.Length == 0 ? "the file is empty" : $"cannot identify image file; it is none of {ImageCodecs.Formats}", name);
        try
        {
            return codec.Decode(file, how);
        }
        catch (ImageFormatException e) when (e.File is null)
        {
            throw e.In(name);
        }
    }
}
