using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.cifar10</c>: small photographs. A. Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html.</summary>
/// <remarks>Classes 0 to 9: airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck.</remarks>
public sealed class Cifar10Dataset
{
    internal Cifar10Dataset() { }

    /// <summary>The images and their classes, from <c>KERAS_HOME/datasets</c> or downloaded (170 MB).</summary>
    /// <returns>((x_train, y_train), (x_test, y_test)): uint8 (50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1).</returns>
    /// <exception cref="IOException">They are not there and cannot be downloaded; the message says which file to put where.</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data()
    {
        string folder = CifarFiles.Folder("cifar-10-batches-py", "cifar-10-python.tar.gz", "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce");
        (NDArray Images, NDArray Labels) Read(string name)
        {
            (NDArray x, NDArray y) = CifarFiles.Read(Path.Combine(folder, name), "labels");
            return (x, y.astype(DType.uint8));
        }
        var parts = Enumerable.Range(1, 5).Select(i => Read($"data_batch_{i}")).ToArray();
        return ((KerasApi.np.concatenate([.. parts.Select(p => p.Images)], 0), KerasApi.np.concatenate([.. parts.Select(p => p.Labels)], 0)), Read("test_batch"));
    }
}
