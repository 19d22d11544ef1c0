using KerasTransfer.Data;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.utils</c>: files, labels, seeds, sequences.</summary>
    public UtilsApi utils { get; } = new();
}

/// <summary><c>keras.utils</c>.</summary>
public sealed partial class UtilsApi
{
    internal UtilsApi() { }

    /// <summary>Fetches a file once and keeps it under <c>KERAS_HOME</c> (default <c>~/.keras</c>). A download that was cut off is taken up where it ended.</summary>
    /// <param name="fname">The name to keep it under; null: the last part of the URL.</param>
    /// <param name="origin">The URL: http, https or file.</param>
    /// <param name="untar">Unpacks a .tar or .tar.gz file. Old spelling of <paramref name="extract"/>.</param>
    /// <param name="md5_hash">The file's MD5. Old spelling of <paramref name="file_hash"/>.</param>
    /// <param name="file_hash">The file's SHA-256 (64 digits) or MD5. A file that has another one is fetched again; if that has another too, it is not kept.</param>
    /// <param name="cache_subdir">The folder below <c>KERAS_HOME</c>.</param>
    /// <param name="hash_algorithm"><c>auto</c>, <c>sha256</c> or <c>md5</c>.</param>
    /// <param name="extract">Unpacks the file: .zip, .tar or .tar.gz.</param>
    /// <param name="archive_format"><c>auto</c>, <c>tar</c> or <c>zip</c>; null unpacks nothing.</param>
    /// <param name="cache_dir">A folder in place of <c>KERAS_HOME</c>.</param>
    /// <param name="force_download">Fetches it even if it is there.</param>
    /// <returns>The path of the file, or of the folder that it was unpacked into: <c>NAME_extracted</c> for a <paramref name="fname"/> with a dot, else <c>NAME</c>.</returns>
    /// <exception cref="ValueError">The hash differs, the name is a path, or the archive is damaged or points outside its folder.</exception>
    /// <exception cref="IOException">It cannot be fetched; the message has the URL and where to put the file by hand.</exception>
    public string get_file(string? fname = null, string? origin = null, bool untar = false, string? md5_hash = null, string? file_hash = null, string cache_subdir = "datasets",
        string hash_algorithm = "auto", bool extract = false, string? archive_format = "auto", string? cache_dir = null, bool force_download = false) =>
        FileCache.Get(fname, origin, untar, md5_hash, file_hash, cache_subdir, hash_algorithm, extract, archive_format, cache_dir, force_download);

    /// <summary>Seeds Python's, NumPy's and TensorFlow's generators: with the same seed the same script gives the same numbers, those of Python.</summary>
    /// <param name="seed">0 to 2³² − 1.</param>
    /// <exception cref="ValueError">The seed is out of range.</exception>
    public void set_random_seed(long seed) => GlobalSeed.Set(seed);

    /// <summary>Starts the counters behind automatic names again (<c>dense</c>, <c>dense_1</c>, …) and forgets the generator of <c>keras.random</c>.</summary>
    /// <param name="free_memory">Also collects garbage now.</param>
    public void clear_session(bool free_memory = true)
    {
        AutoName.Reset();
        GlobalSeed.ClearSession();
        LearningPhase.Fixed = null;
        if (free_memory) GC.Collect();
    }

    /// <summary>Old place of <c>to_categorical</c>.</summary>
    [Obsolete("Write keras.utils.to_categorical and keras.utils.normalize.")]
    public UtilsApi np_utils => this;

    /// <summary>Whether this is a symbolic tensor: an input or a layer's output in a functional model.</summary>
    public bool is_keras_tensor(object? x) => x is KerasTensor;
}
