using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>An HDF5 file open for reading; also its root group. Reading from several threads at once is safe.</summary>
/// <remarks>After the HDF5 File Format Specification, version 3.0. Links to other files and external storage are never followed.</remarks>
public sealed class Hdf5File : Hdf5Group, IDisposable
{
    private Hdf5File(FileContext file) : base(file, "/", ObjectHeader.Read(file, file.RootAddress, "/")) { }

    /// <summary>The file's path as given to <c>Open</c>, or <c>"(memory)"</c>.</summary>
    public string FileName => File.Name;

    /// <summary>Opens a file; it stays open until <see cref="Dispose"/>.</summary>
    /// <exception cref="Hdf5Exception">Not an HDF5 file, truncated, or damaged.</exception>
    public static Hdf5File Open(string path) => Open(ByteSource.FromFile(path), path);

    /// <summary>Reads a file that lies in memory; the bytes are not copied.</summary>
    /// <exception cref="Hdf5Exception">Not an HDF5 file, truncated, or damaged.</exception>
    public static Hdf5File Open(ReadOnlyMemory<byte> content, string name = "(memory)") => Open(ByteSource.FromMemory(content), name);

    /// <inheritdoc cref="Open(ReadOnlyMemory{byte}, string)"/>
    public static Hdf5File Open(byte[] content, string name = "(memory)") => Open(new ReadOnlyMemory<byte>(content), name);

    /// <summary>Reads from a stream, from its start if it can seek; a stream that cannot (a zip entry) is first read into memory.</summary>
    /// <exception cref="Hdf5Exception">Not an HDF5 file, truncated, or damaged.</exception>
    public static Hdf5File Open(Stream content, string name = "(memory)", bool leaveOpen = false) =>
        Open(ByteSource.FromStream(content, leaveOpen), name);

    /// <summary>Whether the file starts like HDF5 (at offset 0 or behind a user block). False when it cannot be found.</summary>
    public static bool IsHdf5(string path)
    {
        if (!System.IO.File.Exists(path)) return false;
        using ByteSource source = ByteSource.FromFile(path);
        return FileContext.FindSignature(source) >= 0;
    }

    internal static Hdf5File OpenUnverified(byte[] content) => Open(ByteSource.FromMemory(content), "(memory)", verifyChecksums: false);

    private static Hdf5File Open(ByteSource source, string name, bool verifyChecksums = true)
    {
        try
        {
            return new Hdf5File(FileContext.Open(source, name, verifyChecksums));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file. Groups and datasets taken from it can no longer be read.</summary>
    public void Dispose() => File.Dispose();
}
