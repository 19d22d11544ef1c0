using System.IO.Compression;
using System.Text;
using KerasTransfer.Hdf5;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Saving;

/// <summary>Files that are damaged, cut, foreign or made to hurt: a clear error, no more memory than the file is worth, and a model that stays as it was.</summary>
[TestClass]
public class DamagedFileTests
{
    private static Sequential Small() => new([keras.Input(4), new Dense(3, name: "a", activation: "relu"), new BatchNormalization(name: "b"), new Dense(2, name: "c")], name: "small");

    private static Sequential Compiled()
    {
        Sequential model = Small();
        model.compile("adam", loss: "mse", metrics: ["mae"]);
        model.fit(np.ones((8, 4)), np.ones((8, 2)), verbose: 0);
        return model;
    }

    private static bool IsClear(Exception e) => e is ValueError or IOException or NotSupportedException;

    [TestMethod]
    public void Foreign_files()
    {
        using TestFolder folder = new();
        string path = folder.File("x.h5");
        Assert.ThrowsExactly<FileNotFoundException>(() => keras.models.load_model(path));
        foreach (byte[] content in new[] { [], Encoding.ASCII.GetBytes("hello, this is text"), [0x89, (byte)'H', (byte)'D', (byte)'F'], Encoding.ASCII.GetBytes("PK"), Encoding.ASCII.GetBytes("PK\x03\x04 and nothing"), new byte[5000] })
        {
            File.WriteAllBytes(path, content);
            Exception e = Assert.Throws<Exception>(() => keras.models.load_model(path));
            Assert.IsTrue(IsClear(e), e.ToString());
            StringAssert.Contains(e.Message, "x.h5");
            e = Assert.Throws<Exception>(() => Small().load_weights(path));
            Assert.IsTrue(IsClear(e), e.ToString());
        }
        Assert.ThrowsExactly<ValueError>(() => keras.models.load_model(folder.Path));
    }

    private static void Zip(string path, params (string Name, byte[] Content)[] entries)
    {
        File.Delete(path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }
    }

    [TestMethod]
    public void Zips_that_are_no_models()
    {
        using TestFolder folder = new();
        string path = folder.File("x.keras");
        byte[] metadata = "{}"u8.ToArray(), json = "{\"class_name\": \"Sequential\", \"config\": {\"layers\": []}}"u8.ToArray();
        Zip(path);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.load_model(path)).Message, "no entry 'metadata.json'");
        Zip(path, ("metadata.json", metadata), ("config.json", json));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.load_model(path)).Message, "no entry 'model.weights.h5'");
        Zip(path, ("metadata.json", metadata), ("config.json", new byte[200 << 20]));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.load_model(path)).Message, "more than a file of this size may unpack to");
        Zip(path, ("metadata.json", metadata), ("config.json", Encoding.ASCII.GetBytes(new string('[', 100_000))));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.load_model(path)).Message, "not valid JSON");
        foreach (string text in new[] { "null", "3", "\"Sequential\"", "[]", "{}", "{\"class_name\": 3}", "{\"class_name\": \"Dense\", \"config\": {\"units\": 3}}", "{\"class_name\": \"Sequential\", \"config\": 7}",
            "{\"class_name\": \"Sequential\", \"config\": {\"layers\": 7}}", "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [null]}}", "{\"class_name\": \"Functional\", \"config\": {\"layers\": []}}",
            "{\"class_name\": \"Functional\", \"config\": {\"layers\": [], \"input_layers\": [], \"output_layers\": []}}",
            "{\"class_name\": \"Functional\", \"config\": {\"layers\": [{\"class_name\": \"InputLayer\", \"name\": \"a\", \"config\": {\"name\": \"a\", \"batch_shape\": [null, 2]}, \"inbound_nodes\": []}], \"input_layers\": [[\"a\", 0, 0]], \"output_layers\": [[\"a\", 5, 7]]}}" })
        {
            Zip(path, ("metadata.json", metadata), ("config.json", Encoding.UTF8.GetBytes(text)));
            Exception e = Assert.Throws<Exception>(() => keras.models.load_model(path), text);
            Assert.IsTrue(IsClear(e), $"{text}: {e}");
        }
    }

    private static string DenseJson(string units, string more = "", string input = "[null, 4]") =>
        $$$$$"""{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "InputLayer", "config": {"name": "i", "batch_shape": {{{{{input}}}}}}}, {"class_name": "Dense", "config": {"name": "d", "units": {{{{{units}}}}}{{{{{more}}}}}}}]}}""";

    [TestMethod]
    public void Configurations_that_ask_for_too_much()
    {
        using TestFolder folder = new();
        foreach (string text in new[] { DenseJson("1000000000000"), DenseJson("2000000000"), DenseJson("100000000"), DenseJson("1000000000", input: "[null, 2000000000]"), DenseJson("NaN"), DenseJson("-3"), DenseJson("0"), DenseJson("\"three\""),
            DenseJson("2.5"), DenseJson("null"), DenseJson("[3]"), DenseJson("3", ", \"activation\": 7"), DenseJson("3", ", \"kernel_initializer\": {\"class_name\": \"Nope\", \"config\": {}}"), DenseJson("3", ", \"surprise\": 1"),
            DenseJson("3", input: "[null, -4]"), DenseJson("3", input: "[null, 1e300]"), DenseJson("3", input: "\"x\""), DenseJson("3", ", \"dtype\": \"float7\"") })
        {
            Hdf5Builder file = new();
            file.Attributes.Set("keras_version", "3.15.1");
            file.Attributes.Set("model_config", text);
            file.CreateGroup("model_weights").Attributes.Set("layer_names", ["d"], Hdf5Type.Ascii);
            file.Save(folder.File("x.h5"));
            Zip(folder.File("x.keras"), ("metadata.json", "{\"keras_version\": \"3.15.1\"}"u8.ToArray()), ("config.json", Encoding.UTF8.GetBytes(text)), ("model.weights.h5", new Hdf5Builder().ToArray()));
            foreach (string name in new[] { "x.h5", "x.keras" })
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Exception e = Assert.Throws<Exception>(() => keras.models.load_model(folder.File(name)), text);
                Assert.IsTrue(e is ValueError, $"{text}: {e}");
                Assert.IsLessThan(64L << 20, GC.GetAllocatedBytesForCurrentThread() - before, text);
            }
        }
    }

    [TestMethod]
    public void Files_that_list_what_is_not_there()
    {
        using TestFolder folder = new();
        string path = folder.File("x.h5");
        void Write(Action<Hdf5Builder> change)
        {
            Hdf5Builder file = new();
            file.Attributes.Set("layer_names", ["a", "b", "c"], Hdf5Type.Ascii);
            change(file);
            file.Save(path);
        }
        Sequential model = Small();
        float[] before = model.layers[0].get_weights()[0].AsSpan<float>().ToArray();
        void Fails(string words)
        {
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => model.load_weights(path)).Message, words);
            CollectionAssert.AreEqual(before, model.layers[0].get_weights()[0].AsSpan<float>().ToArray());
        }
        Write(_ => { });
        Fails("lists 'a', which is not there");
        Write(f => { foreach (string n in new[] { "a", "b", "c" }) f.CreateGroup(n); });
        Fails("has no attribute 'weight_names'");
        Write(f => { foreach (string n in new[] { "a", "b", "c" }) f.CreateGroup(n).Attributes.Set("weight_names", n == "b" ? ["g", "h", "i", "j"] : ["k", "l"], Hdf5Type.Ascii); });
        Fails("lacks the array 'k'");
        Write(f =>
        {
            foreach (string n in new[] { "a", "b", "c" }) f.CreateGroup(n).Attributes.Set("weight_names", n == "b" ? ["g", "h", "i", "j"] : ["k", "l"], Hdf5Type.Ascii);
            f.CreateDataset<float>("a/k", [4, 3], new float[12]);
            f.CreateDataset<float>("a/l", [5], new float[5]);
        });
        Fails("Shape mismatch in layer #0 (named a)for weight");
    }

    [TestMethod]
    public void Layers_that_are_not_there_are_named()
    {
        foreach (string layer in new[] { "LocallyConnected2D", "LSTM", "AdaptiveMaxPooling2D", "Masking", "TextVectorization", "Bidirectional" })
        {
            string message = Assert.ThrowsExactly<NotSupportedException>(() =>
                keras.models.model_from_json($$$$$"""{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "{{{{{layer}}}}}", "config": {"name": "the_one"}}]}}""")).Message;
            StringAssert.Contains(message, $"'{layer}' (layer 'the_one') is not supported");
            StringAssert.Contains(message, "custom_objects");
        }
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.model_from_json("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "MyOwn", "config": {}}]}}""")).Message, "Could not locate class 'MyOwn'");
    }

    [TestMethod]
    public void A_failing_save_leaves_the_old_file()
    {
        using TestFolder folder = new();
        Sequential good = Compiled();
        foreach (string name in new[] { "m.h5", "m.keras", "m.weights.h5" })
        {
            string path = folder.File(name);
            void Save(Model model) { if (name == "m.weights.h5") model.save_weights(path); else model.save(path); }
            Save(good);
            byte[] before = File.ReadAllBytes(path);
            Sequential unfit = new([keras.Input(4), new Unwritable()]);
            Assert.Throws<Exception>(() => Save(unfit));
            CollectionAssert.AreEqual(before, File.ReadAllBytes(path), name);
            Assert.Throws<ValueError>(() => good.save(folder.File("m.h5"), overwrite: false));
        }
        Assert.HasCount(3, Directory.GetFiles(folder.Path), "no leftovers");
    }

    // A weight of a type that files of Keras do not hold.
    private sealed class Unwritable() : Layer(name: "unwritable")
    {
        public override void build(Shape input_shape) => add_weight("flags", (2, 2), "zeros", DType.@bool, trainable: false);
        public override Tensor call(Tensor inputs) => inputs;
    }

    [TestMethod]
    public void Cut_and_changed_files()
    {
        using TestFolder folder = new();
        Sequential model = Compiled();
        NDArray x = np.ones((1, 4)), y = model.predict(x, verbose: 0);
        model.save(folder.File("m.h5"));
        model.save(folder.File("m.keras"));
        model.save_weights(folder.File("m.weights.h5"));
        Random random = new(7);
        int refused = 0, read = 0;
        foreach (string name in new[] { "m.h5", "m.keras", "m.weights.h5" })
        {
            byte[] whole = File.ReadAllBytes(folder.File(name));
            string path = folder.File("damaged" + Path.GetExtension(name));
            for (int i = 0; i < 250; i++)
            {
                byte[] damaged = (byte[])whole.Clone();
                switch (i % 5)
                {
                    case 0: damaged = damaged[..random.Next(whole.Length)]; break;
                    case 1: random.NextBytes(damaged.AsSpan(random.Next(whole.Length - 8), 8)); break;
                    case 2: damaged.AsSpan(random.Next(whole.Length - 64), 64).Clear(); break;
                    case 3: for (int k = 0; k < 20; k++) damaged[random.Next(whole.Length)] = (byte)random.Next(256); break;
                    default: damaged[random.Next(Math.Min(4000, whole.Length))] ^= (byte)(1 << random.Next(8)); break;
                }
                File.WriteAllBytes(path, damaged);
                try
                {
                    if (name == "m.weights.h5") Small().load_weights(path); else keras.models.load_model(path);
                    read++;
                }
                catch (Exception e) when (IsClear(e)) { refused++; }
                catch (Exception e) { Assert.Fail($"{name}, damage {i}: {e}"); }

                Sequential same = Small();
                same.set_weights(model.get_weights());
                try { same.load_weights(path); }
                catch (Exception e) when (IsClear(e)) { Assert.AreEqual(0.0, SavingGolden.Difference(y, same.predict(x, verbose: 0)), $"{name}, damage {i}"); }
                catch (Exception e) { Assert.Fail($"{name}, damage {i}: {e}"); }
            }
        }
        Assert.IsGreaterThan(200, refused);
        Assert.IsGreaterThan(0, read);
    }
}
