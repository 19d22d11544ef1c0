using KerasTransfer.Hdf5;

namespace KerasTransfer.Saving;

/// <summary>What a file holds, found by its content: files of models go by all sorts of names.</summary>
internal static class ModelFile
{
    public enum Kind
    {
        /// <summary>A zip of Keras 3.</summary>
        Archive,
        /// <summary>HDF5 with the weights of Keras 3 by object.</summary>
        WeightsTree,
        /// <summary>HDF5 in the layout of Keras 1 and 2.</summary>
        Legacy,
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ValueError">It is no file of Keras.</exception>
    public static Kind KindOf(string path)
    {
        if (Directory.Exists(path)) throw new ValueError($"'{path}' is a folder. Expected a file that Keras saved (.h5, .hdf5 or .keras); TensorFlow SavedModel folders are not supported: load them in Python and save as .h5.");
        if (!File.Exists(path)) throw new FileNotFoundException($"File not found: filepath={path}. Please ensure the file is there: a `.h5` or `.keras` file that Keras saved.", path);
        if (Hdf5File.IsHdf5(path))
        {
            using Hdf5File file = Hdf5File.Open(path);
            return !file.Contains("model_weights") && !file.Attributes.Contains("layer_names") && !file.Attributes.Contains("layer_names0") ? Kind.WeightsTree : Kind.Legacy;
        }
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        int read = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        if (read == 4 && start[..2].SequenceEqual("PK"u8)) return Kind.Archive;
        throw new ValueError($"File format not supported: filepath={path}. It is neither HDF5 (.h5) nor a zip (.keras){(read == 0 ? ": it is empty" : $": it begins with {Describe(start[..read])}")}. Was the download or the copy complete?");
    }

    private static string Describe(ReadOnlySpan<byte> start)
    {
        foreach (byte b in start)
            if (b is < 32 or > 126) return Convert.ToHexString(start);
        return $"the text \"{System.Text.Encoding.ASCII.GetString(start)}\"";
    }
}
