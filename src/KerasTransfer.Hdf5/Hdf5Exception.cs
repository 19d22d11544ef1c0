namespace KerasTransfer.Hdf5;

/// <summary>A file is not the HDF5 that it should be, or holds what this reader refuses to follow.</summary>
public class Hdf5Exception(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The file's name, or <c>"(memory)"</c>; null when no file is involved.</summary>
    public string? FileName { get; init; }

    /// <summary>Path of the object inside the file, such as <c>/model_weights/dense</c>.</summary>
    public string? ObjectPath { get; init; }

    /// <summary>Where in the file, in bytes from its start.</summary>
    public long? Offset { get; init; }
}
