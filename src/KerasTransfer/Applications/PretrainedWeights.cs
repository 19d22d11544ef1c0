using KerasTransfer.Data;

namespace KerasTransfer.Applications;

/// <summary>The files of a network's weights: with the classifier and without.</summary>
/// <param name="Folder">The address of the folder they are in, up to the last slash.</param>
/// <param name="Top">The file with the classifier.</param>
/// <param name="NoTop">The file without.</param>
/// <param name="TopHash">MD5 (32 digits) or SHA-256 (64) of the first; null where Keras has none.</param>
/// <param name="NoTopHash">The same of the second.</param>
/// <param name="Kept">The names they are kept under, where these differ.</param>
internal sealed record PretrainedWeights(string Folder, string Top, string NoTop, string? TopHash, string? NoTopHash, (string Top, string NoTop)? Kept = null)
{
    private const string Base = "https://storage.googleapis.com/tensorflow/keras-applications/";

    /// <summary>Files in a folder of Keras's.</summary>
    public static PretrainedWeights In(string folder, string top, string no_top, string? top_hash = null, string? no_top_hash = null, (string, string)? kept = null) =>
        new($"{Base}{folder}/", top, no_top, top_hash, no_top_hash, kept);

    /// <summary>Files of the name that most networks have.</summary>
    public static PretrainedWeights Named(string folder, string network, string top_hash, string no_top_hash) =>
        In(folder, $"{network}_weights_tf_dim_ordering_tf_kernels.h5", $"{network}_weights_tf_dim_ordering_tf_kernels_notop.h5", top_hash, no_top_hash);

    /// <summary>The path of a file, downloaded if it is not there.</summary>
    /// <exception cref="IOException">It is not there and cannot be downloaded.</exception>
    public string Get(bool include_top)
    {
        string file = include_top ? Top : NoTop;
        string name = Kept is { } kept ? include_top ? kept.Top : kept.NoTop : file;
        return FileCache.Get(name, Folder + file, cache_subdir: "models", file_hash: include_top ? TopHash : NoTopHash,
            hint: "The folder of all such files is KERAS_HOME/models. To train from random weights instead: weights: null.");
    }
}
