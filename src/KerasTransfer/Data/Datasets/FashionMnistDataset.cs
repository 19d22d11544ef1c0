using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.fashion_mnist</c>: clothes. Xiao, Rasul, Vollgraf 2017, https://arxiv.org/abs/1708.07747.</summary>
/// <remarks>Classes 0 to 9: T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.</remarks>
public sealed class FashionMnistDataset
{
    internal FashionMnistDataset() { }

    /// <summary>The images and their classes, from four IDX files (gzipped or not) in <c>KERAS_HOME/datasets/fashion-mnist</c>, which are downloaded if they are missing.</summary>
    /// <returns>((x_train, y_train), (x_test, y_test)): uint8 (60000, 28, 28), (60000,), (10000, 28, 28), (10000,).</returns>
    /// <exception cref="IOException">They are not there and cannot be downloaded; the message says which file to put where.</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data()
    {
        if (IdxImages.Find(Path.Combine(KerasHome.Folder, "datasets", "fashion-mnist")) is { } there) return there.Load();
        string[] files = [.. IdxImages.Names.Select(name => FileCache.Get(name, DatasetsApi.Storage + name, cache_subdir: Path.Combine("datasets", "fashion-mnist")))];
        return new IdxImages(files[0], files[1], files[2], files[3]).Load();
    }
}
