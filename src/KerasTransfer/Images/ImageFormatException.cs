namespace KerasTransfer.Images;

/// <summary>A file that is no image, a damaged one, or one of a kind that is not read. The message names the file, the format and the byte.</summary>
public sealed class ImageFormatException : ValueError
{
    /// <param name="format">The format, such as <c>JPEG</c>; empty: unknown.</param>
    /// <param name="offset">The byte of the file at which it shows; −1: none in particular.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="file">The file's name; null: not known here, see <see cref="In"/>.</param>
    /// <param name="inner">The cause.</param>
    public ImageFormatException(string format, long offset, string problem, string? file = null, Exception? inner = null)
        : base($"{file ?? "image"}: {(format.Length > 0 ? format + ": " : "")}{problem}{(offset >= 0 ? $" (at byte {offset})" : "")}.", inner) =>
        (Format, Offset, Problem, File) = (format, offset, problem, file);

    /// <summary>The format, such as <c>JPEG</c>; empty: unknown.</summary>
    public string Format { get; }
    /// <summary>The byte of the file at which it shows; −1: none in particular.</summary>
    public long Offset { get; }
    /// <summary>What is wrong.</summary>
    public string Problem { get; }
    /// <summary>The file's name; null: not known.</summary>
    public string? File { get; }

    /// <summary>The same with the file's name.</summary>
    internal ImageFormatException In(string file) => new(Format, Offset, Problem, file, this);
}
