using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>The array in a .npy file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="allow_pickle">Whether the file may hold Python objects. These can be loaded in no case; without it the error is NumPy's.</param>
    /// <exception cref="ValueError">The file is no .npy file, or is an .npz archive (see <see cref="load_npz"/>).</exception>
    /// <exception cref="NotSupportedException">It holds something else than numbers.</exception>
    public NDArray load(string file, bool allow_pickle = false)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        if (stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\x03\x04"u8))
            throw new ValueError($"'{file}' is an .npz archive of several arrays; take them by name: np.load_npz(\"{file}\")[\"x\"].");
        stream.Position = 0;
        return NpyFile.Read(stream, stream.Length, file, allow_pickle);
    }

    /// <summary>The arrays in an .npz archive, by name: NumPy's <c>np.load</c> of such a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="allow_pickle">Whether the file may hold Python objects; these cannot be loaded in any case, other arrays beside them can.</param>
    /// <exception cref="ValueError">The file is no such archive.</exception>
    public NpzFile load_npz(string file, bool allow_pickle = false) => new(file, allow_pickle);

    /// <summary>Writes an array to a .npy file (the ending is added if it is missing).</summary>
    public void save(string file, NDArray arr) => WriteFile(file.EndsWith(".npy", StringComparison.Ordinal) ? file : file + ".npy", stream => NpyFile.Write(stream, arr));

    /// <summary>Writes arrays to an .npz archive (the ending is added if it is missing), under the names <c>arr_0</c>, <c>arr_1</c>, …</summary>
    public void savez(string file, params NDArray[] args) => SaveAll(file, Numbered(args), CompressionLevel.NoCompression);
    /// <summary>Writes arrays to an .npz archive under their names: <c>np.savez("data.npz", ("x", x), ("y", y))</c>.</summary>
    public void savez(string file, params (string name, NDArray array)[] kwds) => SaveAll(file, kwds, CompressionLevel.NoCompression);
    /// <summary>Writes arrays to an .npz archive under their names: <c>np.savez("data.npz", new() { ["x"] = x })</c>.</summary>
    [OverloadResolutionPriority(1)]   // for new() { ... }
    public void savez(string file, Dictionary<string, NDArray> kwds) => SaveAll(file, kwds.Select(k => (k.Key, k.Value)), CompressionLevel.NoCompression);
    /// <summary>As <c>savez</c>, compressed.</summary>
    public void savez_compressed(string file, params NDArray[] args) => SaveAll(file, Numbered(args), CompressionLevel.Optimal);
    /// <summary>As <c>savez</c>, compressed.</summary>
    public void savez_compressed(string file, params (string name, NDArray array)[] kwds) => SaveAll(file, kwds, CompressionLevel.Optimal);
    /// <summary>As <c>savez</c>, compressed.</summary>
    [OverloadResolutionPriority(1)]   // for new() { ... }
    public void savez_compressed(string file, Dictionary<string, NDArray> kwds) => SaveAll(file, kwds.Select(k => (k.Key, k.Value)), CompressionLevel.Optimal);

    private static IEnumerable<(string, NDArray)> Numbered(NDArray[] arrays) => arrays.Select((a, i) => ($"arr_{i}", a));

    private static void SaveAll(string file, IEnumerable<(string name, NDArray array)> arrays, CompressionLevel level) => WriteFile(file.EndsWith(".npz", StringComparison.Ordinal) ? file : file + ".npz", stream =>
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", level);
            entry.LastWriteTime = new DateTime(1980, 1, 1);   // so that equal arrays make equal files, as NumPy's do
            using Stream content = entry.Open();
            NpyFile.Write(content, array);
        }
    });

    private static void WriteFile(string path, Action<Stream> write)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.ReadWrite)) write(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>The numbers in a text file, a row a line; one row or one column makes one axis.</summary>
    /// <param name="fname">The path.</param>
    /// <param name="dtype">The type of the elements; float64 if null.</param>
    /// <param name="comments">What starts a comment; null for none.</param>
    /// <param name="delimiter">What stands between numbers; white space if null.</param>
    /// <param name="skiprows">Lines to leave out at the beginning.</param>
    /// <param name="usecols">The columns to take; all if null.</param>
    /// <exception cref="ValueError">Something is no number, or rows differ in length.</exception>
    public NDArray loadtxt(string fname, DType? dtype = null, string? comments = "#", string? delimiter = null, int skiprows = 0, int[]? usecols = null)
    {
        List<double> values = [];
        int columns = -1, rows = 0, line = 0;
        foreach (string text in File.ReadLines(fname))
        {
            line++;
            if (line <= skiprows) continue;
            int cut = comments is null ? -1 : text.IndexOf(comments, StringComparison.Ordinal);
            string content = (cut < 0 ? text : text[..cut]).Trim();
            if (content.Length == 0) continue;
            string[] parts = delimiter is null ? content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : content.Split(delimiter);
            if (usecols is not null)
                parts = [.. usecols.Select(c => (c < 0 ? c + parts.Length : c) is var at && at >= 0 && at < parts.Length ? parts[at] : throw new ValueError($"invalid column index {c} at row {rows + 1} with {parts.Length} columns"))];
            if (columns >= 0 && parts.Length != columns) throw new ValueError($"the number of columns changed from {columns} to {parts.Length} at row {rows + 1}; use `usecols` to select a subset and avoid this error");
            columns = parts.Length;
            foreach (string part in parts)
                values.Add(double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v
                    : throw new ValueError($"could not convert string '{part}' to {dtype ?? DType.float64} at row {rows}, column {Array.IndexOf(parts, part) + 1}."));
            rows++;
        }
        NDArray result = Typed(NDArray.FromArray(values.ToArray(), rows == 0 ? 0 : (rows, columns)), dtype);
        return squeeze(result) is var flat && flat.ndim < 2 ? flat : result;
    }
}

/// <summary>An .npz archive: several arrays by name.</summary>
public sealed class NpzFile : IDisposable
{
    private readonly string path;
    private readonly bool allowPickle;
    private readonly ZipArchive archive;

    internal NpzFile(string path, bool allowPickle)
    {
        (this.path, this.allowPickle) = (path, allowPickle);
        try { archive = ZipFile.OpenRead(path); }
        catch (InvalidDataException e) { throw new ValueError($"'{path}' is no .npz archive: {e.Message}", e); }
    }

    /// <summary>The names of the arrays.</summary>
    public IReadOnlyList<string> files => [.. archive.Entries.Select(e => e.FullName.EndsWith(".npy", StringComparison.Ordinal) ? e.FullName[..^4] : e.FullName)];
    /// <summary>The names of the arrays.</summary>
    public IReadOnlyList<string> keys() => files;

    /// <summary>The array of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public NDArray this[string name]
    {
        get
        {
            lock (archive) return Read(name);
        }
    }

    private NDArray Read(string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name + ".npy") ?? archive.GetEntry(name)
            ?? throw new KeyNotFoundException($"'{name}' is not a file in the archive '{path}'. There are: {string.Join(", ", files)}.");
        // Deflate packs 1032 bytes into one at best: an entry that claims more is a lie to make us allocate.
        if (entry.Length > 1032 * Math.Min(entry.CompressedLength, new FileInfo(path).Length) + 64) throw new ValueError($"'{name}' in '{path}' is damaged: it claims {entry.Length} bytes.");
        try
        {
            using Stream content = entry.Open();
            return NpyFile.Read(content, entry.Length, $"{path}/{entry.FullName}", allowPickle);
        }
        catch (InvalidDataException e) { throw new ValueError($"'{name}' in '{path}' is damaged: {e.Message}", e); }
    }

    /// <summary>Closes the file.</summary>
    public void close() => Dispose();
    /// <summary>Closes the file.</summary>
    public void Dispose() => archive.Dispose();
}
