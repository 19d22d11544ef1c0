using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Data;

[TestClass, DoNotParallelize]                                                   // the console and the global seeds are the program's
public class ImageDatasetTests
{
    private static readonly string golden = PathOf(""), root = PathOf("pictures");
    private static readonly JsonElement values = Golden("values.json"), formats = Golden("formats.json");

    private static JsonElement Golden(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, file))).RootElement;

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "golden", "image_folders", name));

    /// <summary>Compares what is printed, files, classes, labels and pixels with Keras. Pixels may differ by one level.</summary>
    private static void Check(string name, Func<string, Dataset> make) => Check(name, values.GetProperty(name), root, make);

    private static void Check(string name, JsonElement expected, string root, Func<string, Dataset> make)
    {
        StringWriter printed = new();
        TextWriter console = Console.Out;
        Console.SetOut(printed);
        Dataset ds;
        try { ds = make(root); }
        finally { Console.SetOut(console); }
        Assert.AreEqual(expected.GetProperty("printed").GetString(), printed.ToString().Replace("\r", ""), name);
        Dataset[] sets = [ds];
        if (expected.GetProperty("sets").GetArrayLength() == 2)
        {
            var (train, validation) = ds;
            sets = [train, validation];
        }
        foreach ((JsonElement set, Dataset dataset) in expected.GetProperty("sets").EnumerateArray().Zip(sets))
        {
            CollectionAssert.AreEqual(set.GetProperty("files").EnumerateArray().Select(f => f.GetString()).ToArray(), dataset.file_paths!.Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).ToArray(), name);
            JsonElement classes = set.GetProperty("classes");
            CollectionAssert.AreEqual(classes.ValueKind == JsonValueKind.Null ? null : classes.EnumerateArray().Select(c => c.GetString()).ToArray(), dataset.class_names, name);
            Assert.AreEqual(set.GetProperty("spec").GetString(), dataset.element_spec.ToString(), name);
            foreach (JsonElement pass in set.GetProperty("passes").EnumerateArray())
            {
                Element[] batches = [.. dataset];
                Assert.HasCount(pass.GetArrayLength(), batches, name);
                foreach ((JsonElement batch, Element actual) in pass.EnumerateArray().Zip(batches)) Compare(name, batch, actual);
            }
        }
    }

    private static void Compare(string name, JsonElement expected, Element actual)
    {
        bool labelled = expected.TryGetProperty("y", out JsonElement labels);
        NDArray images = labelled ? actual[0] : actual;
        if (labelled) Assert.AreEqual(PipelineGolden.Text(labels), PipelineGolden.Text(actual[1]), name);
        if (images.ndim == 3) images = np.expand_dims(images, 0);
        int i = 0;
        foreach (JsonElement image in expected.GetProperty("x").EnumerateArray())
        {
            NDArray one = images[i++].astype("float64");
            double[] found = [np.sum(one).item<double>(), .. Numbers(one[0, 0]), .. Numbers(one[2, 3]), .. Numbers(one[-1, -1])], wanted = [.. image.EnumerateArray().Select(v => v.GetDouble())];
            Assert.HasCount(wanted.Length, found, name);
            Assert.AreEqual(wanted[0], found[0], .02 * one.size + 5e-6 * wanted[0], $"{name}, image {i}: sum");
            for (int k = 1; k < wanted.Length; k++) Assert.AreEqual(wanted[k], found[k], 1.01, $"{name}, image {i}: number {k}");
        }
        Assert.AreEqual(i, images.shape[0], name);
    }

    private static double[] Numbers(NDArray x) => x.AsSpan<double>().ToArray();

    private static Dataset From(string directory, string? labels = "inferred", string? label_mode = "int", string[]? class_names = null, string color_mode = "rgb", bool shuffle = false, long? seed = null,
        double? validation_split = null, string? subset = null, string interpolation = "bilinear", bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string? data_format = null) =>
        keras.utils.image_dataset_from_directory(directory, labels, label_mode, class_names, color_mode, 4, (6, 5), shuffle, seed, validation_split, subset, interpolation,
            crop_to_aspect_ratio: crop_to_aspect_ratio, pad_to_aspect_ratio: pad_to_aspect_ratio, data_format: data_format);

    [TestMethod]
    public void Files_come_in_Keras_order()
    {
        keras.utils.set_random_seed(7);
        Check("seeded", d => From(d, shuffle: true, seed: 123));
        keras.utils.set_random_seed(7);
        Check("unseeded", d => From(d, shuffle: true));
        foreach (string subset in new[] { "training", "validation", "both" })
        {
            tf.random.set_seed(7);
            Check($"split_{subset}", d => From(d, shuffle: true, validation_split: .3, subset: subset, seed: 5));
        }
        Check("split_in_order", d => From(d, validation_split: .3, subset: "both"));
        Check("singles", d => keras.preprocessing.image_dataset_from_directory(d, seed: 1, image_size: (6, 5), batch_size: null));
    }

    [TestMethod]
    public void Labels_and_classes_equal_Keras()
    {
        Check("mode_int", d => From(d));
        Check("mode_categorical", d => From(d, label_mode: "categorical"));
        Check("mode_None", d => From(d, label_mode: null));
        Check("chosen_classes", d => From(d, label_mode: "binary", class_names: ["dogs", "cats"]));
        Check("own_labels", d => keras.utils.image_dataset_from_directory(d, labels: [3, 0, 3, 0, 3, 0, 7, 7, 0, 0, 3, 1], image_size: (6, 5), batch_size: 4, shuffle: false));
        Check("no_labels", d => From(d, labels: null));
    }

    [TestMethod]
    public void Pixels_equal_TensorFlow()
    {
        Check("grayscale", d => From(d, color_mode: "grayscale"));
        Check("crop", d => From(d, crop_to_aspect_ratio: true));
        Check("pad", d => From(d, pad_to_aspect_ratio: true));
        Check("channels_first", d => From(d, labels: null, data_format: "channels_first"));
        Check("crop_channels_first", d => From(d, crop_to_aspect_ratio: true, data_format: "channels_first"));
        Check("pad_channels_first", d => From(d, pad_to_aspect_ratio: true, data_format: "channels_first"));
        Check("square", d => tf.keras.utils.image_dataset_from_directory(d, shuffle: false, image_size: 7, batch_size: 20));
        foreach (string interpolation in new[] { "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic" }) Check($"interpolation_{interpolation}", d => From(d, interpolation: interpolation));
        Check("crop_nearest", d => From(d, crop_to_aspect_ratio: true, interpolation: "nearest"));
        Check("pad_nearest", d => From(d, pad_to_aspect_ratio: true, interpolation: "NEAREST"));
    }

    [TestMethod]
    public void Other_formats_and_links_as_in_TensorFlow()
    {
        string folder = Directory.CreateTempSubdirectory("keras-formats-").FullName, pictures = Path.Combine(golden, "..", "images");
        string In(params string[] parts) => Path.Combine([folder, .. parts]);
        void Files(string name, params string[] files)
        {
            Directory.CreateDirectory(In("all", name));
            foreach (string file in files) File.Copy(Path.Combine(pictures, file), In("all", name, file));
        }
        void Same(string name, string root, string? labels = "inferred", string color_mode = "rgb", string interpolation = "bilinear", bool follow_links = false) => Check(name, formats.GetProperty(name), root,
            d => keras.utils.image_dataset_from_directory(d, labels, color_mode: color_mode, image_size: (6, 5), batch_size: 4, shuffle: false, verbose: false, interpolation: interpolation, follow_links: follow_links));
        try
        {
            Files("bmp", "rgb.bmp", "palette8.bmp", "masks32.bmp");
            Files("gif", "palette.gif", "interlaced.gif", "part.gif", "frames.gif");
            Files("png", "rgb8.png", "la8.png", "palette8_trns.png", "grey1.png", "grey16.png", "palette4.png");
            Same("rgb", In("all"));
            Same("nearest", In("all"), interpolation: "nearest");
            Same("png_rgba", In("all", "png"), null, "rgba");
            Same("png_grayscale", In("all", "png"), null, "grayscale");
            Same("bmp_rgba", In("all", "bmp"), null, "rgba", "bicubic");
            try
            {
                Directory.CreateDirectory(In("links", "here"));
                File.Copy(Path.Combine(pictures, "rgb8.png"), In("links", "here", "a.png"));
                Directory.CreateSymbolicLink(In("links", "here", "linked"), In("all", "bmp"));
                Directory.CreateSymbolicLink(In("links", "other"), In("all", "gif"));
                File.CreateSymbolicLink(In("links", "here", "file.png"), In("all", "png", "la8.png"));
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
            {
                Assert.Inconclusive("This system does not let this user make links.");
            }
            Same("links_followed", In("links"), follow_links: true);
            Same("links_not_followed", In("links"));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Mistakes_are_explained_as_in_Keras()
    {
        void Says(string name, Action action) => Assert.AreEqual(values.GetProperty(name).GetProperty("error").GetString()!.Replace("ROOT", root), Assert.ThrowsExactly<ValueError>(action, name).Message, name);
        Says("error_mode", () => From(root, label_mode: "x"));
        Says("error_colour", () => From(root, color_mode: "x"));
        Says("error_interpolation", () => From(root, interpolation: "x"));
        Says("mode_binary", () => From(root, label_mode: "binary"));
        Says("error_subset", () => From(root, subset: "training"));
        Says("error_split", () => From(root, subset: "both", validation_split: 2));
        Says("error_seed", () => From(root, subset: "both", validation_split: .2, shuffle: true));
        Says("error_names", () => From(root, class_names: ["cats", "cows"]));
        Says("error_names_without", () => From(root, class_names: ["cats"], labels: null));
        Says("error_labels", () => keras.utils.image_dataset_from_directory(root, labels: [1, 2, 3]));
        Says("error_which", () => From(root, subset: "test", validation_split: .2, seed: 1));
        void Contains(string part, Action action) => StringAssert.Contains(Assert.ThrowsExactly<ValueError>(action).Message, part);
        Contains("No validation images found in directory", () => From(root, subset: "both", validation_split: .01, seed: 1).Deconstruct(out _, out _));
        Contains("No images found in directory", () => From(Path.Combine(root, "dogs")));
        Contains("pass labels: null", () => From(Path.Combine(root, "dogs")));
        Contains("two datasets", () => _ = From(root, subset: "both", validation_split: .3, seed: 1).First());
        Contains("needs subset: \"both\"", () => { var (_, _) = From(root); });
        StringAssert.Contains(Assert.ThrowsExactly<DirectoryNotFoundException>(() => From(root + "x")).Message, "No such folder");
    }

    [TestMethod]
    public void Files_that_cannot_be_read_are_named_or_skipped()
    {
        string folder = Directory.CreateTempSubdirectory("keras-pictures-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "one"));
            string[] good = [.. Directory.GetFiles(Path.Combine(root, "cats"), "*.jp*").Order(StringComparer.Ordinal)];
            for (int i = 0; i < good.Length; i++) File.Copy(good[i], Path.Combine(folder, "one", $"{i}.jpg"));
            File.WriteAllText(Path.Combine(folder, "one", "1a.jpg"), "this is no picture");
            File.WriteAllBytes(Path.Combine(folder, "one", "2a.jpg"), File.ReadAllBytes(good[0])[..500]);
            File.WriteAllBytes(Path.Combine(folder, "one", "empty.jpg"), []);
            Dataset Pictures(string on_bad_image, int batch) => keras.utils.image_dataset_from_directory(folder, batch_size: batch, image_size: (6, 5), shuffle: false, verbose: false, on_bad_image: on_bad_image);
            Dataset raising = Pictures("raise", 2);
            Assert.AreEqual(1, raising.class_names!.Length);                    // one class is allowed
            Assert.AreEqual(3, raising.cardinality());
            StringAssert.Contains(Assert.ThrowsExactly<KerasTransfer.Images.ImageFormatException>(() => raising.skip(1).First()).Message, Path.Combine(folder, "one", "1a.jpg"));
            Dataset skipping = Pictures("skip", 2);
            Assert.AreEqual(tf.data.UNKNOWN_CARDINALITY, skipping.cardinality());
            NDArray whole = keras.utils.image_dataset_from_directory(root, class_names: ["cats"], batch_size: 20, image_size: (6, 5), shuffle: false, verbose: false).First()[0];
            NDArray[] kept = [.. skipping.Select(e => (NDArray)e[0])];
            CollectionAssert.AreEqual(new[] { 2, 1 }, kept.Select(k => k.shape[0]).ToArray());
            Assert.IsTrue(np.array_equal(np.concatenate(kept, axis: 0), whole[..3]));
            Assert.AreEqual(3, Pictures("skip", 20).First()[0].shape[0]);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Frozen_pictures_train_a_model()
    {
        keras.utils.set_random_seed(1);
        var (train, validation) = keras.utils.image_dataset_from_directory(root, image_size: (8, 8), batch_size: 4, validation_split: .3, subset: "both", seed: 5, verbose: false);
        train = train.map((x, y) => (x / 255, y)).cache().prefetch(tf.data.AUTOTUNE);
        var model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(3, activation: "softmax")]);
        model.compile("adam", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var history = model.fit(train, epochs: 3, verbose: 0, validation_data: validation.map((x, y) => (x / 255, y)));
        Assert.IsLessThan(history.history["loss"][0], history.history["loss"][2]);
        Assert.HasCount(3, history.history["val_accuracy"]);
        Assert.AreEqual(new Shape(3, 3), model.predict(validation, verbose: 0).shape);
    }
}
