namespace KerasTransfer.Images;

/// <summary>Pictures to files: PNG, JPEG and BMP.</summary>
internal static class ImageWriting
{
    /// <summary>The picture as a file of a format.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format"><c>png</c>, <c>jpeg</c>, <c>jpg</c> or <c>bmp</c>.</param>
    /// <param name="quality">For JPEG: 1 to 100.</param>
    /// <exception cref="ValueError">The format is unknown, or does not have such pictures.</exception>
    public static byte[] Encode(PixelImage image, string format, int quality) => format.ToLowerInvariant() switch
    {
        "png" => PngWriter.Write(image),
        "jpg" or "jpeg" => JpegWriter.Write(image, quality),
        "bmp" => BmpWriter.Write(image),
        _ => throw new ValueError($"unknown file extension: '{format}'. Pictures can be saved as .png, .jpg, .jpeg and .bmp."),
    };

    /// <summary>Writes a file beside its place and then moves it there, so that it is never seen half.</summary>
    public static void Write(string path, byte[] contents)
    {
        path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(temporary, contents);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
