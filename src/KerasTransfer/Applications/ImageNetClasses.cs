using KerasTransfer.Data;
using KerasTransfer.Saving;

namespace KerasTransfer.Applications;

/// <summary>The thousand classes of ImageNet, from Keras's file of their names.</summary>
internal static class ImageNetClasses
{
    private const string Origin = "https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json", Hash = "c2c37ea517e94d9795004a39431a14cb";
    private static (string Number, string Name)[]? classes;

    private static (string Number, string Name)[] Read()
    {
        string path = FileCache.Get("imagenet_class_index.json", Origin, cache_subdir: "models", file_hash: Hash, hint: "Without it np.argsort(preds) still gives the numbers of the classes.");
        Dictionary<string, object?> index = (Dictionary<string, object?>)ConfigJson.Parse(File.ReadAllText(path))!;
        return [.. Enumerable.Range(0, 1000).Select(i => (List<object?>)index[$"{i}"]!).Select(pair => ((string)pair[0]!, (string)pair[1]!))];
    }

    /// <summary>The likeliest <paramref name="top"/> classes of each row.</summary>
    /// <exception cref="ValueError">The array has no two axes or no 1000 columns.</exception>
    public static (string class_name, string class_description, float score)[][] Decode(NDArray preds, int top)
    {
        if (preds.ndim != 2 || preds.shape[1] != 1000)
            throw new ValueError($"`decode_predictions` expects a batch of predictions (i.e. a 2D array of shape (samples, 1000)). Received array with shape: {preds.shape}");
        return Decode(preds, top, classes ??= Read());
    }

    /// <summary>The same for classes of these numbers and names. Of equal scores the later class comes first, as in NumPy's order read from its end.</summary>
    internal static (string class_name, string class_description, float score)[][] Decode(NDArray preds, int top, (string Number, string Name)[] known)
    {
        NDArray scores = preds.astype("float32");
        return [.. Enumerable.Range(0, preds.shape[0]).Select(row =>
        {
            float[] p = scores[row].AsSpan<float>().ToArray();
            return Enumerable.Range(0, p.Length).OrderByDescending(i => p[i]).ThenByDescending(i => i).Take(top).Select(i => (known[i].Number, known[i].Name, p[i])).ToArray();
        })];
    }
}
