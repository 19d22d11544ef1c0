namespace KerasTransfer.Data;

/// <summary>The Python files of the CIFAR sets: pickles of planar colour images and labels. https://www.cs.toronto.edu/~kriz/cifar.html.</summary>
internal static class CifarFiles
{
    /// <summary>The folder with the files: where Keras unpacks them, or one put under <c>datasets</c> by hand; else the archive is fetched.</summary>
    public static string Folder(string inner, string archive, string hash)
    {
        string datasets = Path.Combine(KerasHome.Folder, "datasets");
        string target = inner + "-target";
        foreach (string folder in new[] { Path.Combine(datasets, target, inner), Path.Combine(datasets, inner) })
            if (File.Exists(Path.Combine(folder, inner.Contains("100") ? "train" : "data_batch_1"))) return folder;
        string unpacked = FileCache.Get(target, "https://www.cs.toronto.edu/~kriz/" + archive, file_hash: hash, extract: true,
            hint: $"The unpacked folder '{inner}' in '{datasets}' will do too.");
        return Path.Combine(unpacked, inner);
    }

    /// <summary>One file: images (n, 32, 32, 3) uint8 (channels first if Keras is set so), labels (n, 1).</summary>
    public static (NDArray Images, NDArray Labels) Read(string path, string labels)
    {
        PickleValue batch = PickleReader.Read(File.ReadAllBytes(path), path);
        NDArray data = batch["data"].Array;
        if (data.dtype != DType.uint8 || data.ndim != 2 || data.shape[1] != 3072) throw new ValueError($"'{path}' is no CIFAR file: its data are {data.dtype} {data.shape}, expected uint8 (n, 3072).");
        NDArray y = NDArray.FromArray(batch[labels].Integers(), (data.Length, 1));
        NDArray x = data.reshape(-1, 3, 32, 32);
        return (ImageDataFormat.ChannelsFirst ? x : KerasApi.np.transpose(x, [0, 2, 3, 1]), y);
    }
}
