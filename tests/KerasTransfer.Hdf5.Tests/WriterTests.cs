using System.IO.Compression;

namespace KerasTransfer.Hdf5.Tests;

[TestClass]
public class WriterTests
{
    private string folder = "";

    [TestInitialize]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("hdf5").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public void Everything_that_can_be_written_is_read_back()
    {
        using Hdf5File read = Hdf5File.Open(Samples.Everything().ToArray());
        Samples.Check(read);
    }

    [TestMethod]
    public void Writes_to_streams_that_cannot_seek()
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("model.weights.h5").Open()) Samples.Everything().Save(entry);
        using ZipArchive read = new(packed);
        using Hdf5File file = Hdf5File.Open(read.GetEntry("model.weights.h5")!.Open());
        Samples.Check(file);
    }

    [TestMethod]
    public void Saving_replaces_a_file_and_leaves_nothing_else()
    {
        string path = Path.Combine(folder, "model.h5");
        File.WriteAllText(path, "old");
        Hdf5Builder builder = new();
        builder.CreateDataset("x", 1f);
        builder.Save(path);
        using Hdf5File file = Hdf5File.Open(path);
        Assert.AreEqual(1f, file.Dataset("x").ReadScalar<float>());
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFileSystemEntries(folder));
    }

    [TestMethod]
    public void A_failure_leaves_the_old_file_whole()
    {
        string path = Path.Combine(folder, "model.h5");
        File.WriteAllText(path, "old");
        Hdf5Builder builder = new();
        builder.CreateDataset<float>("x", [4], () => throw new InvalidOperationException("no weights"));
        Assert.ThrowsExactly<InvalidOperationException>(() => builder.Save(path));
        Assert.AreEqual("old", File.ReadAllText(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFileSystemEntries(folder));
    }

    [TestMethod]
    public void A_file_that_is_being_read_can_be_replaced()
    {
        string path = Path.Combine(folder, "model.h5");
        Hdf5Builder builder = new();
        builder.CreateDataset("x", 1f);
        builder.Save(path);
        using Hdf5File old = Hdf5File.Open(path);
        Hdf5Builder next = new();
        next.CreateDataset("x", [], () => old.Dataset("x").Read<float>());
        next.Save(path);
        Assert.AreEqual(1f, old.Dataset("x").ReadScalar<float>());
    }

    [TestMethod]
    public void Lazy_values_of_a_wrong_length_are_refused()
    {
        Hdf5Builder builder = new();
        builder.CreateDataset("x", [4], () => Samples.Ramp(3));
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => builder.ToArray()).Message, "needs 16 bytes, the values have 12");
    }

    [TestMethod]
    public void Lazy_values_are_asked_for_once_each()
    {
        int asked = 0;
        Hdf5Builder builder = new();
        foreach (string name in (string[])["a", "b"])
            builder.CreateDataset(name, [3], () =>
            {
                asked++;
                return Samples.Ramp(3);
            }, name == "a" ? null : new Hdf5Chunking([2]));
        builder.ToArray();
        Assert.AreEqual(2, asked);
    }

    [TestMethod]
    public void Wrong_names_and_shapes_are_refused()
    {
        Hdf5Builder file = new();
        file.CreateGroup("a/b");
        file.CreateDataset("x", 1f);
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.CreateGroup("a")).Message, "'/a' exists already");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.CreateDataset("a/b", 1f)).Message, "name already exists");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.CreateGroup("x/y")).Message, "'/x' is a dataset");
        Assert.Throws<ArgumentException>(() => file.RequireGroup("x"));
        Assert.AreSame(file.RequireGroup("a/b"), file.RequireGroup("/a/b"));
        foreach (string name in (string[])["", "/", ".", "a/./b", "nul\0"]) Assert.Throws<ArgumentException>(() => file.CreateGroup(name), name);
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [2, 2], Samples.Ramp(3))).Message, "shape (2, 2) of float32 does not fit 3 values");
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [-1], Samples.Ramp(3)));
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [long.MaxValue, 4], Samples.Ramp(3)));
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [2], Hdf5Type.Opaque(2), new byte[3]));
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [], Samples.Ramp(1), new Hdf5Chunking()));
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [3], Samples.Ramp(3), new Hdf5Chunking([2, 2])));
        Assert.Throws<ArgumentException>(() => file.CreateDataset("y", [3], Samples.Ramp(3), new Hdf5Chunking([2], 10)));
        Assert.Throws<ArgumentException>(() => file.Attributes.Set("", 1));
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.Attributes.Set("s", "a\0b")).Message, "zero characters");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => file.Attributes.Set("s", "abcdef", Hdf5Type.FixedAscii(5))).Message, "6 bytes");
        Assert.Throws<ArgumentException>(() => file.Attributes.Set("s", "\ud800"));
        Assert.Throws<NotSupportedException>(() => file.Attributes.Set("s", 1m));
        Assert.IsFalse(file.Contains("y"));
    }

    [TestMethod]
    public void Attributes_at_the_limit_of_a_header_message()
    {
        // Around 64 KiB the attributes move from the header into a heap.
        for (int length = 65_300; length < 65_600; length += 3)
        {
            Hdf5Builder builder = new();
            builder.Attributes.Set("bytes", new byte[length].Select((_, i) => (byte)i).ToArray());
            builder.Attributes.Set("other", 5);
            using Hdf5File file = Hdf5File.Open(builder.ToArray());
            Assert.AreEqual(length, file.Attributes["bytes"].Count);
            Assert.AreEqual((byte)(length - 1), file.Attributes["bytes"].Read<byte>()[^1]);
            Assert.AreEqual(5, file.Attributes["other"].ReadScalar<int>());
        }
    }

    [TestMethod]
    public void Setting_an_attribute_again_replaces_it()
    {
        Hdf5Builder builder = new();
        builder.Attributes.Set("a", 1);
        builder.Attributes.Set("a", "two");
        builder.Attributes.Set("b", 1);
        Assert.IsTrue(builder.Attributes.Remove("b"));
        using Hdf5File file = Hdf5File.Open(builder.ToArray());
        Assert.AreEqual("two", file.Attributes["a"].ReadString());
        Assert.AreEqual(1, file.Attributes.Count);
    }

    [TestMethod]
    public void Groups_of_every_size()
    {
        foreach (int count in (int[])[0, 1, 7, 8, 9, 255, 256, 257, 8191, 8192, 8193])
        {
            Hdf5Builder builder = new();
            for (int i = 0; i < count; i++) builder.CreateGroup($"g{i}");
            using Hdf5File file = Hdf5File.Open(builder.ToArray());
            CollectionAssert.AreEqual(Enumerable.Range(0, count).Select(i => $"g{i}").Order(StringComparer.Ordinal).ToList(), file.Keys.ToList());
        }
    }

    [TestMethod]
    public void Very_deep_groups()
    {
        Hdf5Builder builder = new();
        Hdf5GroupBuilder here = builder;
        for (int i = 0; i < 3000; i++) here = here.CreateGroup("g");
        here.CreateDataset("x", 1);
        using Hdf5File file = Hdf5File.Open(builder.ToArray());
        Assert.AreEqual(3001, file.Descendants().Count());
    }
}
