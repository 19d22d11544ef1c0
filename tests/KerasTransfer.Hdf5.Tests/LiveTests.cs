using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace KerasTransfer.Hdf5.Tests;

/// <summary>Checks against Python's h5py and h5dump, where this machine has them. KERASTRANSFER_PYTHON names the Python to use,
/// KERASTRANSFER_DATA a folder of HDF5 and .keras files to read.</summary>
[TestClass]
public class LiveTests
{
    private static string Python => Environment.GetEnvironmentVariable("KERASTRANSFER_PYTHON") ?? "python3";

    private static string folder = "";

    [ClassInitialize]
    public static void MakeFolder(TestContext context) => folder = Directory.CreateTempSubdirectory("hdf5").FullName;

    [ClassCleanup]
    public static void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public void H5py_reads_what_we_write()
    {
        NeedH5py();
        string path = Path.Combine(folder, "everything.h5");
        Samples.Everything().Save(path);
        using Hdf5File file = Hdf5File.Open(path);
        Golden.Compare(file, Describe(path)[path]);
    }

    [TestMethod]
    public void H5py_changes_what_we_write()
    {
        NeedH5py();
        string path = Path.Combine(folder, "changed.h5");
        Samples.Everything().Save(path);
        Run(Python, "-c", """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1], "r+") as f:
                f.attrs["new"] = "attribute"
                f["numbers/f32"].attrs["new"] = 1
                f["large"].attrs["more"] = np.arange(9000)
                del f["large"].attrs["names"]
                f["large"].attrs["short"] = "other"
                for i in range(500):
                    f["many"].create_group(f"x{i}")
                    del f[f"many/d{i * 3}"]
                f["deep/deep"].create_dataset("y", data=np.arange(5.0))
                f["numbers/f32"][...] = 8
                del f["strings"]
                f["chunks/plain"][3:5] = -1
                f["chunks/gzip"][3:5] = -1
                f["chunks/many"][2500:] = 0
            """, path);
        using Hdf5File file = Hdf5File.Open(path);
        Golden.Compare(file, Describe(path)[path]);
        Assert.AreEqual("attribute", file.Attributes["new"].ReadString());
        Assert.AreEqual(3000, file.Group("many").Count);
    }

    [TestMethod]
    public void H5dump_reads_what_we_write()
    {
        try { Run("h5dump", "--version"); }
        catch (System.ComponentModel.Win32Exception) { Assert.Inconclusive("h5dump is not installed."); }
        string path = Path.Combine(folder, "dumped.h5");
        Samples.Everything().Save(path);
        string header = Run("h5dump", "-H", path);
        StringAssert.Contains(header, "DATASET \"kernel:0\"");
        StringAssert.Contains(Run("h5dump", "-d", "/numbers/f32", path), "(0,0): 0, 1, 2,");
        StringAssert.Contains(Run("h5dump", "-d", "/chunks/all", "-p", path), "COMPRESSION DEFLATE { LEVEL 9 }");
        StringAssert.Contains(Run("h5dump", "-a", "/layer_names", path), "\"dense\", \"\", \"dense_1\"");
    }

    [TestMethod]
    public void Reads_all_structures_of_large_chunk_indices()
    {
        NeedH5py();
        string path = Path.Combine(folder, "indices.h5");
        Run(Python, "-c", """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1], "w", libver="latest") as f:
                n = 200000
                f.create_dataset("extensible", data=np.arange(n, dtype="i4"), chunks=(1,), maxshape=(None,))
                d = f.create_dataset("extensible_holes", shape=(n,), dtype="i4", chunks=(1,), maxshape=(None,), fillvalue=6)
                d[150000:150500] = 1
                f.create_dataset("extensible_gzip", data=np.arange(n, dtype="i4"), chunks=(4,), maxshape=(None,), compression="gzip")
                f.create_dataset("tree", data=np.arange(n, dtype="i4").reshape(400, 500), chunks=(3, 2), maxshape=(None, None))
                f.create_dataset("tree_gzip", data=np.arange(n, dtype="i4").reshape(400, 500), chunks=(7, 9), maxshape=(None, None), compression="gzip")
                f.create_dataset("fixed", data=np.arange(n, dtype="i4").reshape(400, 500), chunks=(3, 2), shuffle=True)
                g = f.create_group("links")
                for i in range(20000):
                    g[f"soft {i}"] = h5py.SoftLink("/fixed" + "x" * (i % 300))
                for i in range(3000):
                    g.attrs[f"attribute {i}"] = "v" * (i % 700)
            """, path);
        using Hdf5File file = Hdf5File.Open(path);
        Golden.Compare(file, Describe(path)[path]);
    }

    [TestMethod]
    public void Reads_files_from_the_wild()
    {
        NeedH5py();
        if (Environment.GetEnvironmentVariable("KERASTRANSFER_DATA") is not { } data) Assert.Inconclusive("KERASTRANSFER_DATA is not set.");
        else
        {
            List<string> files = [];
            foreach (string path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Order())
            {
                if (Path.GetExtension(path) is ".h5" or ".hdf5") files.Add(path);
                if (Path.GetExtension(path) is not ".keras") continue;
                string inner = Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + ".weights.h5");
                using ZipArchive zip = ZipFile.OpenRead(path);
                zip.GetEntry("model.weights.h5")!.ExtractToFile(inner, overwrite: true);
                files.Add(inner);
            }
            Assert.IsNotEmpty(files);
            Dictionary<string, JsonElement> expected = Describe([.. files]);
            foreach (string path in files)
            {
                using Hdf5File file = Hdf5File.Open(path);
                Golden.Compare(file, expected[path]);
                Copy(file).Save(CopyOf(path));
            }
            // h5py finds the same in our copies.
            Dictionary<string, JsonElement> copies = Describe([.. files.Select(CopyOf)]);
            foreach (string path in files) Assert.AreEqual(expected[path].ToString(), copies[CopyOf(path)].ToString(), path);

            string CopyOf(string path) => Path.Combine(folder, $"copy {files.IndexOf(path)}.h5");
        }
    }

    private static Hdf5Builder Copy(Hdf5File file)
    {
        Hdf5Builder copy = new();
        CopyAttributes(file, copy);
        foreach (IHdf5Object found in file.Descendants())
            CopyAttributes(found, found is Hdf5Dataset dataset
                ? copy.CreateDataset(found.Path, dataset.Shape, dataset.Type, dataset.ReadBytes())
                : copy.RequireGroup(found.Path));
        return copy;

        static void CopyAttributes(IHdf5Object from, Hdf5ObjectBuilder to)
        {
            foreach (Hdf5Attribute attribute in from.Attributes)
                switch (attribute.Type.Class)
                {
                    case Hdf5Class.String when attribute.Shape.Length == 0: to.Attributes.Set(attribute.Name, attribute.ReadString(), attribute.Type); break;
                    case Hdf5Class.String: to.Attributes.Set(attribute.Name, attribute.ReadStrings(), attribute.Type); break;
                    case Hdf5Class.Float: to.Attributes.Set(attribute.Name, attribute.Read<double>(), attribute.Shape); break;
                    default: to.Attributes.Set(attribute.Name, attribute.Read<long>(), attribute.Shape); break;
                }
        }
    }

    private static Dictionary<string, JsonElement> Describe(params string[] paths) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Run(Python, [Golden.File("describe.py"), .. paths]))!;

    private static void NeedH5py()
    {
        try { Run(Python, "-c", "import h5py"); }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Assert.Inconclusive($"'{Python}' has no h5py; KERASTRANSFER_PYTHON may name one that has.");
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {errors.Result}");
    }
}
