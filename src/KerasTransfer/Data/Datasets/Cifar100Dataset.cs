using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.cifar100</c>: small photographs. A. Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html.</summary>
public sealed class Cifar100Dataset
{
    internal Cifar100Dataset() { }

    /// <summary>The images and their classes, from <c>KERAS_HOME/datasets</c> or downloaded (169 MB).</summary>
    /// <param name="label_mode"><c>fine</c>: a hundred classes; <c>coarse</c>: twenty groups of them.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): uint8 (50000, 32, 32, 3), int64 (50000, 1), uint8 (10000, 32, 32, 3), int64 (10000, 1).</returns>
    /// <exception cref="ValueError">The mode is another one.</exception>
    /// <exception cref="IOException">They are not there and cannot be downloaded; the message says which file to put where.</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(string label_mode = "fine")
    {
        if (label_mode is not ("fine" or "coarse")) throw new ValueError($"`label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received: label_mode={label_mode}.");
        string folder = CifarFiles.Folder("cifar-100-python", "cifar-100-python.tar.gz", "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7");
        return (CifarFiles.Read(Path.Combine(folder, "train"), label_mode + "_labels"), CifarFiles.Read(Path.Combine(folder, "test"), label_mode + "_labels"));
    }
}
