using System.IO.Compression;

namespace KerasTransfer.Tests.Arrays;

/// <summary>.npy and .npz files: those NumPy wrote (golden/np.py), our own, damaged ones.</summary>
[TestClass]
public class NumPyFileTests
{
    private static readonly NpzFile inputs = np.load_npz(NumPyGolden.Path("inputs.npz"));
    private string folder = "";

    [TestInitialize] public void Start() => folder = Directory.CreateTempSubdirectory("np").FullName;
    [TestCleanup] public void End() => Directory.Delete(folder, recursive: true);
    private string At(string name) => Path.Combine(folder, name);

    [TestMethod]
    public void Reads_what_NumPy_wrote()
    {
        Assert.IsTrue(np.array_equal(inputs["f"], np.load(NumPyGolden.Path("f4.npy"))));
        Assert.IsTrue(np.array_equal(inputs["d"], np.load(NumPyGolden.Path("fortran.npy"))));
        Assert.IsTrue(np.array_equal(inputs["i32"], np.load(NumPyGolden.Path("big_endian.npy"))));
        Assert.IsTrue(np.array_equal(inputs["b"], np.load(NumPyGolden.Path("bools.npy"), allow_pickle: true)));
        Assert.AreEqual(Shape.Scalar, np.load(NumPyGolden.Path("scalar.npy")).shape);
        Assert.AreEqual(2.5, (double)np.load(NumPyGolden.Path("scalar.npy")));
    }

    [TestMethod]
    public void Writes_the_bytes_that_NumPy_writes()
    {
        np.save(At("f4"), inputs["f"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(NumPyGolden.Path("f4.npy")), File.ReadAllBytes(At("f4.npy")));
        np.save(At("bools.npy"), inputs["b"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(NumPyGolden.Path("bools.npy")), File.ReadAllBytes(At("bools.npy")));
        np.save(At("scalar.npy"), np.array(2.5));
        CollectionAssert.AreEqual(File.ReadAllBytes(NumPyGolden.Path("scalar.npy")), File.ReadAllBytes(At("scalar.npy")));
        Assert.HasCount(3, Directory.GetFiles(folder));
    }

    [TestMethod]
    public void Archives_keep_names_types_and_shapes()
    {
        NDArray x = inputs["f"], y = inputs["u8"];
        np.savez(At("a"), ("x", x), ("y", y));
        np.savez_compressed(At("b.npz"), new() { ["x"] = x, ["empty"] = np.zeros((0, 3)), ["zeros"] = np.zeros((1000, 1000)) });
        np.savez(At("c.npz"), x, y);
        using NpzFile a = np.load_npz(At("a.npz")), b = np.load_npz(At("b.npz")), c = np.load_npz(At("c.npz"));
        NumPyGolden.Same(x, a["x"], "x");
        NumPyGolden.Same(y, a["y"], "y");
        NumPyGolden.Same(x, b["x"], "x");
        NumPyGolden.Same(np.zeros((0, 3)), b["empty"], "empty");
        Assert.AreEqual(new Shape(1000, 1000), b["zeros"].shape);
        CollectionAssert.AreEqual(new[] { "arr_0", "arr_1" }, c.files.ToArray());
        Assert.Contains("There are: x, y", Assert.ThrowsExactly<KeyNotFoundException>(() => a["z"]).Message);
    }

    [TestMethod]
    public void Says_what_is_wrong_with_a_file()
    {
        Assert.Contains("Object arrays cannot be loaded when allow_pickle=False", Assert.ThrowsExactly<ValueError>(() => np.load(NumPyGolden.Path("objects.npy"))).Message);
        Assert.Contains("pickle", Assert.ThrowsExactly<NotSupportedException>(() => np.load(NumPyGolden.Path("objects.npy"), allow_pickle: true)).Message);
        Assert.Contains("np.load_npz", Assert.ThrowsExactly<ValueError>(() => np.load(NumPyGolden.Path("inputs.npz"))).Message);
        Assert.Contains("no .npz archive", Assert.ThrowsExactly<ValueError>(() => np.load_npz(NumPyGolden.Path("f4.npy"))).Message);
        Assert.ThrowsExactly<FileNotFoundException>(() => np.load(At("none.npy")));

        byte[] good = File.ReadAllBytes(NumPyGolden.Path("f4.npy"));
        for (int length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(At("cut.npy"), good[..length]);
            Assert.ThrowsExactly<ValueError>(() => np.load(At("cut.npy")), $"{length} bytes");
        }
        foreach (var (from, to) in new[] { ("(7, 5, 3)", "(9999999,99999999,9)"), ("(7, 5, 3)", "(999999999,0)"), ("'<f4'", "'<c8'"), ("'<f4'", "'<U9'"), ("False", "Maybe"), ("shape", "shap_"), ("(7, 5, 3)", "(7, -5, 3)") })
        {
            File.WriteAllBytes(At("bad.npy"), System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(good).Replace(from, to)));
            if (to == "(999999999,0)") Assert.AreEqual(0, np.load(At("bad.npy")).size);
            else if (to.StartsWith("'<", StringComparison.Ordinal)) Assert.ThrowsExactly<NotSupportedException>(() => np.load(At("bad.npy")));
            else Assert.ThrowsExactly<ValueError>(() => np.load(At("bad.npy")), to);
        }
    }

    [TestMethod]
    public void An_archive_that_lies_about_sizes_is_refused()
    {
        np.savez_compressed(At("z.npz"), ("x", np.zeros(1000)));
        byte[] bytes = File.ReadAllBytes(At("z.npz"));
        // The uncompressed size in the central directory.
        int central = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(central + 24), 0xFFFFFFF0);
        File.WriteAllBytes(At("z.npz"), bytes);
        using NpzFile z = np.load_npz(At("z.npz"));
        Assert.ThrowsExactly<ValueError>(() => z["x"]);
    }

    [TestMethod]
    public void Text_files_become_matrices()
    {
        File.WriteAllText(At("a.csv"), "a,b,c\n1,2.5,3 # three\n\n4,5,6\n");
        Assert.AreEqual("[[1.  2.5 3. ]\n [4.  5.  6. ]]", np.loadtxt(At("a.csv"), delimiter: ",", skiprows: 1).ToString());
        Assert.AreEqual("[3 6]", np.loadtxt(At("a.csv"), dtype: "int64", delimiter: ",", skiprows: 1, usecols: [2]).ToString());
        Assert.Contains("could not convert string 'a' to float64 at row 0, column 1", Assert.ThrowsExactly<ValueError>(() => np.loadtxt(At("a.csv"), delimiter: ",")).Message);
    }

    [TestMethod]
    public void Bytes_become_arrays()
    {
        Assert.AreEqual("[1 2]", np.frombuffer([1, 0, 2, 0], dtype: np.int16).ToString());
        Assert.AreEqual("[2]", np.frombuffer([9, 2, 7], dtype: np.uint8, count: 1, offset: 1).ToString());
        Assert.Contains("buffer size must be a multiple of element size", Assert.ThrowsExactly<ValueError>(() => np.frombuffer(new byte[3], dtype: np.int16)).Message);
    }
}
