using System.Text.Json;
using KerasTransfer.Images;
using KerasTransfer.Preprocessing;
using static KerasTransfer.Tests.Preprocessing.PreprocessingGolden;

namespace KerasTransfer.Tests.Preprocessing;

[TestClass, DoNotParallelize]                                                   // np.random is the program's
public class FileIteratorTests
{
    private static readonly string folder = PathOf("folder");

    private static DirectoryIterator Golden(string name) => name switch
    {
        "plain" => new ImageDataGenerator(rescale: 1.0 / 255).flow_from_directory(folder, target_size: (6, 5), batch_size: 4, seed: 42),
        "grey" => new ImageDataGenerator(horizontal_flip: true).flow_from_directory(folder, target_size: (12, 9), color_mode: "grayscale", class_mode: "binary", classes: ["cats", "Dogs"], batch_size: 3, seed: 1),
        "training" => new ImageDataGenerator(validation_split: 0.4).flow_from_directory(folder, target_size: (7, 8), class_mode: "sparse", subset: "training", shuffle: false, interpolation: "bilinear", batch_size: 5),
        "validation" => new ImageDataGenerator(validation_split: 0.4).flow_from_directory(folder, target_size: (7, 8), class_mode: null, subset: "validation", shuffle: false, keep_aspect_ratio: true, batch_size: 5),
        _ => new ImageDataGenerator(rotation_range: 30, data_format: "channels_first").flow_from_directory(folder, target_size: (5, 6), color_mode: "rgba", class_mode: "input", seed: 3, batch_size: 2),
    };

    [TestMethod]
    public void Batches_of_a_folder_are_those_of_Keras()
    {
        foreach (JsonElement one in Cases.GetProperty("directories").EnumerateArray())
        {
            string name = one.GetProperty("name").GetString()!;
            np.random.seed(50);
            DirectoryIterator iterator = Golden(name);
            CollectionAssert.AreEqual(one.GetProperty("filenames").EnumerateArray().Select(f => f.GetString()!.Replace('/', Path.DirectorySeparatorChar)).ToArray(), iterator.filenames.ToArray());
            Assert.IsTrue(iterator.filepaths.All(File.Exists));
            CollectionAssert.AreEqual(Numbers(one.GetProperty("classes")), iterator.classes.ToArray<double>());
            CollectionAssert.AreEqual(one.GetProperty("class_indices").EnumerateObject().Select(p => $"{p.Name} {p.Value}").ToArray(), iterator.class_indices.Select(p => $"{p.Key} {p.Value}").ToArray());
            CollectionAssert.AreEqual(Numbers(one.GetProperty("image_shape")), iterator.image_shape.Select(d => (double)d!.Value).ToArray());
            int t = 0;
            foreach (JsonElement order in one.GetProperty("batches").EnumerateArray())
            {
                ImageBatch batch = iterator.next();
                CollectionAssert.AreEqual(Numbers(order), iterator.index_array!.ToArray<double>());
                if (t < 2) Close(Values($"{name} x{t}"), batch, $"{name}, batch {t}");
                if (t < 2 && name != "validation") Close(Values($"{name} y{t}"), batch.y, $"{name}, targets {t}");
                t++;
            }
            Assert.AreEqual(one.GetProperty("after").GetDouble(), np.random.random(), name);
        }
        static double[] Numbers(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];
    }

    [TestMethod]
    public void A_model_trains_on_a_folder()
    {
        keras.utils.set_random_seed(1);
        ImageDataGenerator generator = new(preprocessing_function: keras.applications.vgg16.preprocess_input, validation_split: 0.25);
        DirectoryIterator train = generator.flow_from_directory(folder, (6, 5), classes: ["cats", "Dogs"], subset: "training", batch_size: 2, seed: 3), validation = generator.flow_from_directory(folder, (6, 5), classes: ["cats", "Dogs"], subset: "validation", shuffle: false);
        Sequential model = keras.Sequential([keras.Input((6, 5, 3)), keras.layers.Flatten(), keras.layers.Dense(2, activation: "softmax")]);
        model.compile(optimizer: "adam", loss: "categorical_crossentropy", metrics: ["accuracy"]);
        History history = model.fit(train, epochs: 3, verbose: 0, validation_data: validation, steps_per_epoch: train.samples / train.batch_size, validation_steps: 1);
        Assert.HasCount(3, history.history["val_accuracy"]);
        Assert.IsTrue(history.history["loss"].All(double.IsFinite));
        Assert.AreEqual((1, 2), model.predict(validation, verbose: 0).shape);
    }

    [TestMethod]
    public void Says_what_was_found()
    {
        TextWriter before = Console.Out;
        using StringWriter text = new();
        Console.SetOut(text);
        try { new ImageDataGenerator().flow_from_directory(folder); }
        finally { Console.SetOut(before); }
        StringAssert.Contains(text.ToString(), "Found 9 images belonging to 4 classes.");
    }

    [TestMethod]
    public void Damaged_and_missing_files_are_named()
    {
        string own = Directory.CreateTempSubdirectory("pictures-").FullName;
        try
        {
            ImageDataGenerator generator = new();
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(Path.Combine(own, "none"))).Message, Path.Combine(own, "none"));
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(own).next()).Message, $"No picture was found in '{own}'");
            Directory.CreateDirectory(Path.Combine(own, "a"));
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => Fit(generator.flow_from_directory(own))).Message, "The folders: a.");
            string damaged = Path.Combine(own, "a", "damaged.jpg"), text = Path.Combine(own, "a", "text.jpg");
            File.WriteAllText(text, "This is not a picture.");
            StringAssert.Contains(Assert.ThrowsExactly<ImageFormatException>(() => generator.flow_from_directory(own).next()).Message, text);
            File.Delete(text);
            File.WriteAllBytes(damaged, File.ReadAllBytes(Path.Combine(folder, "Dogs", "1.jpg"))[..^300]);
            File.Copy(Path.Combine(folder, "Dogs", "2.jpg"), Path.Combine(own, "a", "whole.jpg"));
            StringAssert.Contains(Assert.ThrowsExactly<ImageFormatException>(() => Fit(generator.flow_from_directory(own, batch_size: 1, shuffle: false))).Message, damaged);
            DirectoryIterator gone = generator.flow_from_directory(own);
            File.Delete(damaged);
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => gone.next()).Message, damaged);
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(own, subset: "training")).Message, "validation_split");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(own, class_mode: "raw")).Message, "Invalid class_mode: raw");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(own, color_mode: "bgr")).Message, "Invalid color mode: bgr");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_directory(own, interpolation: "cubic")).Message, "cubic");
        }
        finally { Directory.Delete(own, recursive: true); }

        static void Fit(DirectoryIterator iterator)
        {
            Sequential model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(iterator.num_classes)]);
            model.compile(optimizer: "sgd", loss: "mse");
            model.fit(iterator, verbose: 0);
        }
    }

    [TestMethod]
    public void Pictures_are_saved_on_the_way()
    {
        string own = Directory.CreateTempSubdirectory("pictures-").FullName;
        try
        {
            np.random.seed(0);
            NumpyArrayIterator iterator = new ImageDataGenerator(rotation_range: 20).flow(Values("flow x")[..3], batch_size: 2, seed: 2, save_to_dir: own, save_prefix: "p");
            _ = (iterator.next(), iterator.next());
            string[] saved = [.. Cases.GetProperty("saved").EnumerateArray().Select(n => n.GetString()!)];
            CollectionAssert.AreEqual(saved, Directory.GetFiles(own).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
            foreach (string name in saved) Close(Values($"saved {name}"), Image.open(Path.Combine(own, name)), name, 0);
            new ImageDataGenerator().flow(Values("flow x")[..1], batch_size: 1, save_to_dir: own, save_prefix: "j", save_format: "jpeg").next();
            byte[] jpeg = File.ReadAllBytes(Directory.GetFiles(own, "j_0_*.jpeg").Single());
            keras.utils.save_img(Path.Combine(own, "same.jpg"), Values("flow x")[0], scale: true);
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(own, "same.jpg")), jpeg, "as save_img writes it");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator().flow(np.zeros((1, 2, 2, 1)), save_to_dir: own, save_format: "webp")).Message, "png, jpg, jpeg or bmp");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator().flow(np.zeros((1, 2, 2, 1)), save_to_dir: Path.Combine(own, "none"))).Message, "there is no folder");
        }
        finally { Directory.Delete(own, recursive: true); }
    }

    private static readonly string[] files = ["Dogs/1.jpg", "cats/a.JPG", "gone.jpg", "cats/9.jpg", "empty/readme.txt", "Dogs/2.jpg"];

    [TestMethod]
    public void Batches_of_a_table()
    {
        Table table = new() { ["filename"] = files, ["class"] = (string[])["dog", "cat", "cat", "cat", "dog", "dog"], ["age"] = (double[])[1, 2, 3, 4, 5, 6], ["weight"] = (double[])[0.5, 1, 1, 2, 1, 3] };
        ImageDataGenerator generator = new(validation_split: 0.25);
        DataFrameIterator iterator = generator.flow_from_dataframe(table, folder, weight_col: "weight", target_size: (12, 9), shuffle: false);
        CollectionAssert.AreEqual((string[])["Dogs/1.jpg", "cats/a.JPG", "cats/9.jpg", "Dogs/2.jpg"], iterator.filenames.ToArray());
        var (x, y, w) = iterator.next();
        Assert.AreEqual((4, 12, 9, 3), x.shape);
        CollectionAssert.AreEqual((double[])[0, 1, 1, 0, 1, 0, 0, 1], y.ToArray<double>());
        CollectionAssert.AreEqual((double[])[0.5, 1, 2, 3], w.ToArray<double>());
        CollectionAssert.AreEqual((double[])[1, 0, 0, 1], iterator.classes.ToArray<double>());
        Close(keras.utils.img_to_array(keras.utils.load_img(Path.Combine(folder, "cats", "9.jpg"))), x[2], "picture", 0);

        CollectionAssert.AreEqual((double[])[1], generator.flow_from_dataframe(table, folder, class_mode: "sparse", subset: "validation", shuffle: false).next().y.ToArray<double>());
        CollectionAssert.AreEqual((double[])[0, 0, 1], generator.flow_from_dataframe(table, folder, class_mode: "binary", subset: "training", shuffle: false).next().y.ToArray<double>());
        CollectionAssert.AreEqual((double[])[0, 0], generator.flow_from_dataframe(table, folder, class_mode: "sparse", classes: ["cat"], shuffle: false).next().y.ToArray<double>());
        NDArray raw = generator.flow_from_dataframe(table, folder, y_col: "age", class_mode: "raw", shuffle: false).next().y;
        Assert.AreEqual(DType.float64, raw.dtype);
        CollectionAssert.AreEqual((double[])[1, 2, 4, 6], raw.ToArray<double>());
        Assert.AreEqual((4, 2), generator.flow_from_dataframe(table, folder, y_col: ["age", "weight"], class_mode: "raw").next().y.shape);
        Assert.HasCount(2, generator.flow_from_dataframe(table, folder, y_col: ["age", "weight"], class_mode: "multi_output").next().Targets!);
        Assert.IsNull(generator.flow_from_dataframe(table, folder, class_mode: null, weight_col: "weight").next().Targets);
        table["class"] = (string[][])[["a", "b"], ["b"], [], ["c"], [], ["a", "c"]];
        CollectionAssert.AreEqual((double[])[1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1], generator.flow_from_dataframe(table, folder, shuffle: false).next().y.ToArray<double>());
    }

    [TestMethod]
    public void Mistakes_in_tables_are_named()
    {
        Table table = new() { ["filename"] = files, ["class"] = (int[])[0, 1, 1, 1, 0, 0], ["three"] = (string[])["a", "b", "c", "a", "b", "c"] };
        ImageDataGenerator generator = new();
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_dataframe(table, folder, x_col: "file")).Message, "no column 'file'. It has: 'filename', 'class', 'three'");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_dataframe(table, folder)).Message, "column values must be type string, list or tuple");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_dataframe(table, folder, y_col: "three", class_mode: "binary")).Message, "there must be 2 classes. Found 3 classes.");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_dataframe(table, folder, y_col: "three", weight_col: "three")).Message, "must be numeric. Row 0 has the text 'a'");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow_from_dataframe(table, folder, y_col: "three", class_mode: "multi_output")).Message, "y_col must be a list");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => table["more"] = (int[])[1, 2]).Message, "does not match the number of rows (6)");
    }

    [TestMethod]
    public void A_table_is_read_from_a_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "id,label,note\r\n1.jpg,cat,\"a, \"\"b\"\"\"\r\n\r\n2.jpg,dog,\"two\nlines\"\n");
            Table table = Table.read_csv(path);
            CollectionAssert.AreEqual((string[])["id", "label", "note"], table.Names.ToArray());
            CollectionAssert.AreEqual((string[])["a, \"b\"", "two\nlines"], table["note"].ToArray());
            Assert.AreEqual(2, table.Length);
            File.WriteAllText(path, "a,b\n1,2,3\n");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => Table.read_csv(path)).Message, "expected 2 fields in line 2");
        }
        finally { File.Delete(path); }
        Table made = Table.From([("a.jpg", "x"), ("b.jpg", "y")], ("filename", r => r.Item1), ("class", r => r.Item2));
        CollectionAssert.AreEqual((string[])["a.jpg", "b.jpg"], made["filename"].ToArray());
    }
}
