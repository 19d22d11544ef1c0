using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using KerasTransfer.Data;
using static KerasTransfer.Tests.Data.DataGolden;

namespace KerasTransfer.Tests.Data;

[TestClass, DoNotParallelize]
public class DatasetsTests
{
    private static byte[] Idx(byte[] elements, params int[] lengths) =>
        [0, 0, 8, (byte)lengths.Length, .. lengths.SelectMany(l => new[] { (byte)(l >> 24), (byte)(l >> 16), (byte)(l >> 8), (byte)l }), .. elements];

    private static byte[] Zipped(byte[] data)
    {
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal)) zip.Write(data);
        return zipped.ToArray();
    }

    private static byte[] Bytes(int count, int first) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];

    [TestMethod]
    public void Mnist_from_idx_files_zipped_or_not()
    {
        using TemporaryHome home = new();
        string folder = Directory.CreateDirectory(Path.Combine(home.Folder, "datasets", "mnist")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte.gz"), Zipped(Idx(Bytes(24, 1), 4, 2, 3)));
        File.WriteAllBytes(Path.Combine(folder, "train-labels-idx1-ubyte"), Idx([3, 1, 2, 0], 4));
        File.WriteAllBytes(Path.Combine(folder, "t10k-images.idx3-ubyte"), Idx(Bytes(6, 100), 1, 2, 3));
        File.WriteAllBytes(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), Zipped(Idx([9], 1)));
        var ((x_train, y_train), (x_test, y_test)) = keras.datasets.mnist.load_data();
        Assert.AreEqual(new Shape(4, 2, 3), x_train.shape);
        Assert.AreEqual(DType.uint8, x_train.dtype);
        CollectionAssert.AreEqual(Bytes(24, 1), x_train.AsSpan<byte>().ToArray());
        CollectionAssert.AreEqual((byte[])[3, 1, 2, 0], y_train.AsSpan<byte>().ToArray());
        CollectionAssert.AreEqual(Bytes(6, 100), x_test.AsSpan<byte>().ToArray());
        CollectionAssert.AreEqual((byte[])[9], y_test.AsSpan<byte>().ToArray());
    }

    [TestMethod]
    public void Damaged_idx_files_are_refused()
    {
        using TemporaryHome home = new();
        string path = Path.Combine(home.Folder, "x");
        void Refused(byte[] data, string part)
        {
            File.WriteAllBytes(path, data);
            StringAssert.Contains(Assert.Throws<ValueError>(() => IdxFile.Read(path, 3)).Message, part);
        }
        Refused(Idx([1], 1), "is no IDX file");
        Refused(Idx(Bytes(5, 0), 1, 2, 3), "damaged");
        Refused(Idx([], 2_000_000_000, 1, 1), "more elements than it can hold");
        Refused(Zipped(Idx(Bytes(23, 0), 4, 2, 3)), "damaged");
        Refused(Zipped(Idx(Bytes(200, 0), 10, 20, 1))[..40], "damaged");
        Refused([0, 0], "damaged");
    }

    [TestMethod]
    public void Fashion_mnist_from_its_folder()
    {
        using TemporaryHome home = new();
        string folder = Directory.CreateDirectory(Path.Combine(home.Folder, "datasets", "fashion-mnist")).FullName;
        foreach (string part in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(Path.Combine(folder, part + "-images-idx3-ubyte.gz"), Zipped(Idx(Bytes(4, 1), 1, 2, 2)));
            File.WriteAllBytes(Path.Combine(folder, part + "-labels-idx1-ubyte.gz"), Zipped(Idx([7], 1)));
        }
        var ((x, y), _) = keras.datasets.fashion_mnist.load_data();
        Assert.AreEqual(new Shape(1, 2, 2), x.shape);
        Assert.AreEqual(7, y.item<int>());
    }

    [TestMethod]
    public void Cifar()
    {
        using TemporaryHome home = new(PathOf("cifar"));
        Check("cifar10", keras.datasets.cifar10.load_data());
        Check("cifar100", keras.datasets.cifar100.load_data());
        Check("cifar100_coarse", keras.datasets.cifar100.load_data(label_mode: "coarse"));
        Assert.AreEqual("`label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received: label_mode=both.", Assert.Throws<ValueError>(() => keras.datasets.cifar100.load_data("both")).Message);

        static void Check(string name, ((NDArray, NDArray), (NDArray, NDArray)) loaded)
        {
            JsonElement golden = Values.GetProperty(name);
            NDArray[] all = [loaded.Item1.Item1, loaded.Item1.Item2, loaded.Item2.Item1, loaded.Item2.Item2];
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(golden.GetProperty("shapes")[i].ToString(), $"[{string.Join(", ", all[i].shape)}]");
                Assert.AreEqual(golden.GetProperty("dtypes")[i].GetString(), all[i].dtype.name);
            }
            Same(golden.GetProperty("labels")[0], all[1]);
            Same(golden.GetProperty("labels")[1], all[3]);
            for (int i = 0; i < 2; i++)
                Assert.AreEqual(golden.GetProperty("sums")[i].GetInt64(), all[2 * i].AsSpan<byte>().ToArray().Select((v, j) => v * (1L + j % 1009)).Sum());
        }
    }

    [TestMethod]
    public void Imdb_and_reuters()
    {
        JsonElement golden = Values.GetProperty("imdb");
        string file = PathOf("imdb.npz");
        Check(golden[0], ImdbDataset.Read(file, null, 0, null, 113, 1, 2, 3));
        Check(golden[1], ImdbDataset.Read(file, 20, 6, null, 113, 1, 2, 3));
        Check(golden[2], ImdbDataset.Read(file, 30, 0, 8, 113, 1, null, 3));
        Check(golden[3], ImdbDataset.Read(file, null, 0, null, 7, null, 2, 0));
        Check(golden[4], ImdbDataset.Read(file, null, 0, null, 113, null, 2, 3));
        StringAssert.Contains(Assert.Throws<ValueError>(() => ImdbDataset.Read(file, null, 0, 2, 113, 1, 2, 3)).Message, "no sequence was kept");

        golden = Values.GetProperty("reuters");
        file = PathOf("reuters.npz");
        Check(golden[0], ReutersDataset.Read(file, null, 0, null, 0.2, 113, 1, 2, 3));
        Check(golden[1], ReutersDataset.Read(file, 20, 6, null, 0.5, 113, 1, 2, 3));
        Check(golden[2], ReutersDataset.Read(file, 30, 0, 8, 0.2, 113, 1, null, 3));
        Assert.HasCount(46, keras.datasets.reuters.get_label_names());

        static void Check(JsonElement golden, ((int[][], NDArray), (int[][], NDArray)) loaded)
        {
            Same(golden[0], loaded.Item1.Item1);
            Same(golden[1], loaded.Item1.Item2);
            Same(golden[2], loaded.Item2.Item1);
            Same(golden[3], loaded.Item2.Item2);
        }
    }

    [TestMethod]
    public void Housing()
    {
        Check("boston", HousingData.Read(PathOf("housing.npz"), 0.2, 113, null));
        Check("california", HousingData.Read(PathOf("housing.npz"), 0.25, 3, 600));
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.datasets.boston_housing.load_data(test_split: 1)).Message, "Invalid `test_split` argument: 1.0.");
        Assert.AreEqual("Argument `version` must be one of 'small', 'large'. Received: version=medium", Assert.Throws<ValueError>(() => keras.datasets.california_housing.load_data("medium")).Message);

        static void Check(string name, ((NDArray, NDArray), (NDArray, NDArray)) loaded)
        {
            JsonElement golden = Values.GetProperty(name);
            var ((a, b), (c, d)) = loaded;
            Assert.AreEqual(golden.GetProperty("shapes").ToString(), $"[{string.Join(", ", new[] { a, b, c, d }.Select(x => $"[{string.Join(", ", x.shape)}]"))}]");
            Same(golden.GetProperty("first")[0], a[0]);
            Same(golden.GetProperty("first")[1], b[0]);
            Same(golden.GetProperty("first")[2], c[-1]);
            Same(golden.GetProperty("first")[3], d[-1]);
        }
    }

    [TestMethod]
    public void Digits_are_the_same_everywhere()
    {
        var ((x_train, y_train), (x_test, y_test)) = keras.datasets.digits.load_data(n_train: 500, n_test: 100);
        Assert.AreEqual(new Shape(500, 28, 28), x_train.shape);
        Assert.AreEqual(new Shape(100), y_test.shape);
        Assert.AreEqual(DType.uint8, x_test.dtype);
        Assert.AreEqual("5f22e8ebd2835dda991f53e7147b2c516189fd3069557e9379c9e28eef745202", Convert.ToHexStringLower(SHA256.HashData(x_train.AsSpan<byte>())));
        for (int digit = 0; digit < 10; digit++) Assert.IsTrue(y_train.AsSpan<byte>().Contains((byte)digit));

        var ((again, _), (more, _)) = keras.datasets.digits.load_data(n_train: 100, n_test: 500);
        Assert.IsTrue(again.AsSpan<byte>().SequenceEqual(x_train[..100].AsSpan<byte>()), "more images begin with the same");
        Assert.IsTrue(more[..100].AsSpan<byte>().SequenceEqual(x_test.AsSpan<byte>()));
        var ((other, _), _) = keras.datasets.digits.load_data(n_train: 100, n_test: 0, seed: 1);
        Assert.IsFalse(other.AsSpan<byte>().SequenceEqual(again.AsSpan<byte>()));
        Assert.Throws<ValueError>(() => keras.datasets.digits.load_data(n_train: -1));
    }
}
