using System.Text.Json;
using KerasTransfer.Preprocessing;
using static KerasTransfer.Tests.Preprocessing.PreprocessingGolden;

namespace KerasTransfer.Tests.Preprocessing;

[TestClass, DoNotParallelize]                                                   // np.random is the program's
public class ImageDataGeneratorTests
{
    /// <summary>The generators of golden/preprocessing.py.</summary>
    private static ImageDataGenerator Generator(string name) => name switch
    {
        "none" => new(),
        "all" => new(rotation_range: 20, width_shift_range: 0.2, height_shift_range: 0.1, shear_range: 5, zoom_range: 0.3, channel_shift_range: 9, horizontal_flip: true, brightness_range: (0.5, 1.5)),
        "whole shifts" => new(width_shift_range: 3, height_shift_range: 2, vertical_flip: true),
        "lists" => new(width_shift_range: [-0.4, 0.1, 0.3], height_shift_range: [1, 2, 4], zoom_range: [0.9, 1.5]),
        "large" => new(width_shift_range: 2.5, height_shift_range: -0.3, zoom_range: (1, 1), rotation_range: 90.5),
        _ => keras.preprocessing.image.ImageDataGenerator(rescale: 1.0 / 255, rotation_range: 40, width_shift_range: 0.2, height_shift_range: 0.2, shear_range: 0.2, zoom_range: 0.2, horizontal_flip: true,
            fill_mode: "nearest"),
    };

    private static TransformParameters Parameters(JsonElement e)
    {
        TransformParameters p = new();
        foreach (JsonProperty one in e.EnumerateObject())
            p[one.Name] = one.Value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, JsonValueKind.Null => null, _ => one.Value.GetDouble() };
        return p;
    }

    [TestMethod]
    public void Draws_what_Keras_draws()
    {
        foreach (JsonElement one in Cases.GetProperty("draws").EnumerateArray())
        {
            ImageDataGenerator generator = Generator(one.GetProperty("generator").GetString()!);
            TransformParameters first = generator.get_random_transform((8, 6, 3), one.GetProperty("seed").GetInt64()), second = generator.get_random_transform((8, 6, 3));
            Assert.AreEqual(Parameters(one.GetProperty("draws")[0]), first, one.ToString());
            Assert.AreEqual(Parameters(one.GetProperty("draws")[1]), second, one.ToString());
            Assert.AreEqual(one.GetProperty("after").GetDouble(), np.random.random());
        }
    }

    [TestMethod]
    public void Changes_pictures_as_Keras_does()
    {
        foreach (JsonElement one in Cases.GetProperty("transforms").EnumerateArray())
        {
            ImageDataGenerator generator = new(fill_mode: one.GetProperty("fill").GetString()!, cval: -7.5, interpolation_order: one.GetProperty("order").GetInt32(),
                data_format: one.GetProperty("channels_first").GetBoolean() ? "channels_first" : "channels_last");
            NDArray x = Values(one.GetProperty("x").GetString()!), kept = x.copy();
            Close(Values(one.GetProperty("key").GetString()!), generator.apply_transform(x, Parameters(one.GetProperty("parameters"))), one.ToString());
            Close(kept, x, "the picture itself", 0);
        }
    }

    [TestMethod]
    public void Batches_of_arrays_are_those_of_Keras()
    {
        NDArray x = Values("flow x"), y = Values("flow y"), w = Values("flow w");
        foreach (JsonElement one in Cases.GetProperty("flows").EnumerateArray())
        {
            np.random.seed(99);
            NumpyArrayIterator iterator = Generator(one.GetProperty("generator").GetString()!).flow(x, y, sample_weight: w, batch_size: one.GetProperty("batch_size").GetInt32(),
                seed: one.GetProperty("seed").ValueKind == JsonValueKind.Null ? null : one.GetProperty("seed").GetInt64(), shuffle: one.GetProperty("shuffle").GetBoolean());
            Assert.AreEqual(one.GetProperty("length").GetInt32(), iterator.Length);
            int t = 0;
            foreach (JsonElement expected in one.GetProperty("batches").EnumerateArray())
            {
                var (bx, by, bw) = iterator.next();
                CollectionAssert.AreEqual(Numbers(expected.GetProperty("index")), iterator.index_array!.ToArray<double>());
                CollectionAssert.AreEqual(Numbers(expected.GetProperty("y")), by.ToArray<double>());
                CollectionAssert.AreEqual(Numbers(expected.GetProperty("w")), bw.ToArray<double>());
                Assert.AreEqual(DType.int64, by.dtype);
                if (t++ < 2) Close(Values(expected.GetProperty("key").GetString()!), bx, one.GetProperty("generator").ToString());
            }
            Assert.AreEqual(one.GetProperty("after").GetDouble(), np.random.random(), one.GetProperty("generator").ToString());
        }
        static double[] Numbers(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];
    }

    [TestMethod]
    public void Standardizes_as_Keras_does()
    {
        NDArray data = Values("data");
        foreach (string name in (string[])["samplewise", "featurewise", "augmented", "whitened", "channels first"])
        {
            ImageDataGenerator generator = name switch
            {
                "samplewise" => new(samplewise_center: true, samplewise_std_normalization: true),
                "featurewise" => new(featurewise_center: true, featurewise_std_normalization: true, rescale: 1.0 / 255),
                "augmented" => new(featurewise_std_normalization: true, rotation_range: 30, horizontal_flip: true),
                "whitened" => new(zca_whitening: true, zca_epsilon: 1e-3),
                _ => new(featurewise_center: true, data_format: "channels_first"),
            };
            if (name == "augmented") generator.fit(data, augment: true, rounds: 2, seed: 11);
            else generator.fit(data);
            bool whitened = name == "whitened";
            foreach (var (what, found) in (ReadOnlySpan<(string, NDArray?)>)[("mean", generator.mean), ("std", generator.std), ("zca_whitening_matrix", generator.zca_whitening_matrix)])
                if (found is not null) Close(Values($"{name} {what}"), found, $"{name}: {what}", whitened ? 1e-5 : 1e-6);
            Close(Values($"{name} batch"), generator.flow(data[..4], shuffle: false)[0], name, whitened ? 2e-3 : 2e-6);
            Close(Values($"{name} one"), generator.standardize(data[5].copy()), name, whitened ? 2e-3 : 2e-6);
        }
    }

    [TestMethod]
    public void Whitening_with_fewer_pictures_than_pixels_makes_them_uncorrelated()
    {
        NDArray few = Values("data")[..4];
        ImageDataGenerator generator = new(zca_whitening: true);
        generator.fit(few);
        // Four pictures about their mean span three directions: the matrix is √n / s along these and nothing across, so that three whitened pictures are orthogonal of length √n.
        NDArray white = np.matmul((few - generator.mean!).reshape(4, -1), generator.zca_whitening_matrix!);
        NDArray products = np.matmul(white, white.T);
        double trace = Enumerable.Range(0, 4).Sum(i => products[i, i].item<double>());
        Assert.IsTrue(Math.Abs(trace - 16) < 1e-2 || Math.Abs(trace - 12) < 1e-2, $"{trace}");
    }

    [TestMethod]
    public void Standardizing_changes_a_float_array_in_place()
    {
        NDArray x = np.full((2, 3, 1), 10, dtype: "float32");
        ImageDataGenerator generator = new(rescale: 0.5);
        Assert.AreSame(x, generator.standardize(x));
        Assert.AreEqual(5f, x[0, 0, 0].item<float>());
        NDArray whole = np.full((2, 3, 1), 10, dtype: "uint8"), result = generator.standardize(whole);
        Assert.AreEqual(DType.float32, result.dtype);
        Assert.AreEqual(10, whole[0, 0, 0].item<int>());
    }

    [TestMethod]
    public void A_function_may_draw_random_numbers()
    {
        np.random.seed(3);
        NumpyArrayIterator iterator = new ImageDataGenerator(preprocessing_function: x => x + (float)np.random.uniform(-5, 5), rotation_range: 15, horizontal_flip: true).flow(Values("flow x"), batch_size: 3, seed: 21);
        for (int t = 0; t < 4; t++) Close(Values($"noisy {t}"), iterator.next(), $"batch {t}");
    }

    [TestMethod]
    public void Functions_of_a_picture()
    {
        NDArray x = Values("flow x")[0];
        var image = keras.preprocessing.image;
        (string, Func<NDArray>)[] functions =
        [
            ("rotation", () => image.random_rotation(x, 30, 0, 1, 2)),
            ("shift", () => image.random_shift(x, 0.3, 0.2, 0, 1, 2, fill_mode: "wrap")),
            ("shear", () => image.random_shear(x, 20, 0, 1, 2)),
            ("zoom", () => image.random_zoom(x, (0.6, 1.4), 0, 1, 2, fill_mode: "constant")),
            ("channel_shift", () => image.random_channel_shift(x, 20, 2)),
            ("brightness", () => image.random_brightness(x, (0.4, 1.6))),
            ("first", () => image.random_rotation(x, 30)),
            ("whole", () => image.apply_affine_transform(x.astype("uint8"), theta: 25, row_axis: 0, col_axis: 1, channel_axis: 2)),
        ];
        foreach (var (name, function) in functions)
        {
            np.random.seed(17);
            Close(Values($"function {name}"), function(), name);
        }
    }

    [TestMethod]
    public void Subsets_of_arrays()
    {
        NDArray x = np.arange(5 * 4).reshape(5, 2, 2, 1), y = new[] { 0, 1, 0, 1, 0 };
        ImageDataGenerator generator = new(validation_split: 0.5);
        CollectionAssert.AreEqual((double[])[0, 1], ((NDArray)generator.flow(x, y, subset: "validation", shuffle: false).next()[1]).ToArray<double>());
        NumpyArrayIterator training = generator.flow(x, y, subset: "training", shuffle: false, batch_size: 2);
        Assert.AreEqual(3, training.n);
        CollectionAssert.AreEqual((double[])[8, 9, 10, 11], training.next().x[0].ToArray<double>());
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => generator.flow(x, np.arange(5), subset: "training")).Message, "different number of classes after the split");
        Assert.AreEqual(2, generator.flow(x, np.arange(5), subset: "validation", ignore_class_split: true).n);
        Assert.ThrowsExactly<ValueError>(() => generator.flow(x, y, subset: "test"));
    }

    [TestMethod]
    public void Inputs_beside_pictures_go_with_them()
    {
        NDArray x = np.arange(3 * 4).reshape(3, 2, 2, 1), ages = new[] { 7, 8, 9 };
        ImageBatch batch = new ImageDataGenerator().flow([x, ages], new[] { 0, 1, 2 }, batch_size: 2, seed: 1).next();
        Assert.HasCount(2, batch.Inputs);
        for (int i = 0; i < 2; i++) Assert.AreEqual(batch.y[i].item<int>() + 7, batch.Inputs[1][i].item<int>());
    }

    [TestMethod]
    public void Reset_begins_an_epoch_anew_and_enumeration_does_not_end()
    {
        NDArray x = np.zeros((3, 2, 2, 1));
        NumpyArrayIterator iterator = new ImageDataGenerator().flow(x, np.arange(3), batch_size: 2, shuffle: false);
        iterator.next();
        Assert.AreEqual(1, iterator.batch_index);
        iterator.reset();
        CollectionAssert.AreEqual((double[])[0, 1], iterator.next().y.ToArray<double>());
        int[] sizes = [.. iterator.Take(5).Select(b => b.y.Length)];
        CollectionAssert.AreEqual((int[])[1, 2, 1, 2, 1], sizes);
        Assert.ThrowsExactly<ValueError>(() => iterator[2]);
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator(rescale: 1 / 255)).Message, "1.0 / 255");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator(validation_split: 1.5)).Message, "`validation_split` must be strictly between 0 and 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator(brightness_range: 0.5)).Message, "list of two floats");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator(fill_mode: "edge")).Message, "\"nearest\"");
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => new ImageDataGenerator(interpolation_order: 3)).Message, "interpolation_order 3");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator().flow(np.zeros((3, 4)))).Message, "should have rank 4");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator().flow(np.zeros((3, 4, 4, 1)), np.zeros(2))).Message, "should have the same length");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator().flow(np.zeros((0, 4, 4, 1))).next()).Message, "no picture");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new ImageDataGenerator(preprocessing_function: x => x[0]).flow(np.zeros((3, 4, 4, 1))).next()).Message, "shape (4, 4, 1)");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => { var (_, _) = new ImageDataGenerator().flow(np.zeros((3, 4, 4, 1))).next(); }).Message, "without targets");
        Assert.ThrowsExactly<ValueError>(() => new TransformParameters { ["angle"] = 3 });
    }
}
