using KerasTransfer.Hdf5.Writing;

namespace KerasTransfer.Hdf5;

/// <summary>A file to be written: the root group, filled with groups, datasets and attributes, then saved whole.</summary>
/// <remarks>Written the way h5py writes by default (superblock 0, symbol tables, version 1 headers), which any HDF5 library reads.</remarks>
/// <example><code>
/// Hdf5Builder file = new();
/// file.Attributes.Set("backend", "tensorflow");
/// file.CreateDataset("dense/kernel", [3, 4], weights);
/// file.Save("model.h5");
/// </code></example>
public sealed class Hdf5Builder : Hdf5GroupBuilder
{
    /// <summary>An empty file.</summary>
    public Hdf5Builder() : base("/") { }

    /// <summary>Writes the file. It is written beside its place first and put there when it is complete, so a failure leaves an older file whole.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        // A symbolic link stays; what it points at is replaced.
        if (new FileInfo(full).LinkTarget is not null && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target) full = target.FullName;
        string temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, $".{System.IO.Path.GetFileName(full)}.{System.IO.Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Save(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(full)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes the file to a stream, front to back; the stream need not seek.</summary>
    public void Save(Stream stream) => new FileWriter(this).Write(stream);

    /// <summary>The file's bytes.</summary>
    public byte[] ToArray()
    {
        using MemoryStream stream = new();
        Save(stream);
        return stream.ToArray();
    }
}
