using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.mnist</c>: handwritten digits. Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/.</summary>
public sealed class MnistDataset
{
    internal MnistDataset() { }

    /// <summary>
    /// The images and their digits. Taken from <c>KERAS_HOME/datasets/mnist.npz</c>, or from the four classic IDX files (gzipped or not) in
    /// <c>KERAS_HOME/datasets/mnist</c>, or else downloaded.
    /// </summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): uint8 (60000, 28, 28), (60000,), (10000, 28, 28), (10000,).</returns>
    /// <exception cref="IOException">It is not there and cannot be downloaded; the message says which file to put where.</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(string path = "mnist.npz")
    {
        string folder = Path.Combine(KerasHome.Folder, "datasets", "mnist");
        if (!File.Exists(Path.Combine(KerasHome.Folder, "datasets", path)) && IdxImages.Find(folder) is { } files) return files.Load();
        string file = FileCache.Get(path, DatasetsApi.Storage + "mnist.npz", file_hash: "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
            hint: $"The four files {string.Join(", ", IdxImages.Names)} in the folder '{folder}' will do too.");
        using NpzFile arrays = new(file, allowPickle: false);
        return ((arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"]));
    }
}
