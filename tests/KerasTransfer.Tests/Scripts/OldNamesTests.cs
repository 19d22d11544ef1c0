using System.Runtime.CompilerServices;
using System.Text.Json;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Scripts;

/// <summary>Names and arguments of Keras 1 and 2 (values: tests/golden/old_names.py).</summary>
[TestClass]
[DoNotParallelize]
public class OldNamesTests
{
#pragma warning disable CS0618                                                  // that they are old is what they are tested for
    private static readonly JsonElement golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "old_names.json"))).RootElement;

    private static string Here([CallerFilePath] string here = "") => here;
    private static double[] Numbers(string key) => [.. golden.GetProperty(key).EnumerateArray().Select(v => v.GetDouble())];

    [TestMethod]
    public void Lengths_of_convolutions()
    {
        foreach (JsonElement one in golden.GetProperty("conv_output_length").EnumerateArray())
        {
            int? length = one[0].ValueKind == JsonValueKind.Null ? null : one[0].GetInt32(), expected = one[5].ValueKind == JsonValueKind.Null ? null : one[5].GetInt32();
            Assert.AreEqual(expected, keras.utils.conv_utils.conv_output_length(length, one[1].GetInt32(), one[2].GetString()!, one[3].GetInt32(), dilation: one[4].GetInt32()), one.GetRawText());
        }
        Assert.ThrowsExactly<ValueError>(() => keras.utils.conv_output_length(5, 3, "other", 1));
    }

    [TestMethod]
    public void Kernels_of_Theano()
    {
        NDArray kernel = np.arange(36).reshape(3, 2, 3, 2).astype("float32");
        CollectionAssert.AreEqual(Numbers("convert_kernel"), keras.utils.convert_kernel(kernel).ToArray<double>());
        var model = keras.Sequential([keras.Input((5, 5, 3)), keras.layers.Conv2D(2, (3, 2), use_bias: false), keras.layers.Flatten(), keras.layers.Dense(1)]);
        NDArray dense = model.layers[2].get_weights()[0];
        model.layers[0].set_weights([kernel]);
        keras.utils.layer_utils.convert_all_kernels_in_model(model);
        CollectionAssert.AreEqual(Numbers("convert_kernel"), model.layers[0].get_weights()[0].ToArray<double>());
        CollectionAssert.AreEqual(dense.ToArray<float>(), model.layers[2].get_weights()[0].ToArray<float>());
        Assert.ThrowsExactly<ValueError>(() => keras.utils.convert_kernel(np.ones((2, 2))));
    }

    [TestMethod]
    [DataRow("channels_first", 2, 3, 4)]
    [DataRow("channels_last", 3, 4, 2)]
    public void Rows_of_a_dense_layer(string format, int a, int b, int c)
    {
        Dense dense = keras.layers.Dense(2);
        dense.build((null, 24));
        dense.set_weights([np.arange(48).reshape(24, 2).astype("float32"), np.array([1f, 2f])]);
        keras.utils.convert_dense_weights_data_format(dense, (a, b, c), format);
        CollectionAssert.AreEqual(Numbers("dense_" + format), dense.kernel.numpy().ToArray<double>());
        Assert.ThrowsExactly<ValueError>(() => keras.utils.convert_dense_weights_data_format(dense, (a, b, 5), format));
    }

    [TestMethod]
    public void Shape_of_a_network_s_input()
    {
        foreach (JsonElement one in golden.GetProperty("input_shape").EnumerateArray())
        {
            Shape? Read(JsonElement e) => e.ValueKind == JsonValueKind.Null ? null : new Shape([.. e.EnumerateArray().Select(d => d.ValueKind == JsonValueKind.Null ? -1 : d.GetInt32())]);
            Shape Now() => keras.applications.imagenet_utils._obtain_input_shape(Read(one[0]), default_size: one[1].GetInt32(), min_size: one[2].GetInt32(), data_format: keras.backend.image_data_format(),
                require_flatten: one[3].GetBoolean(), weights: one[4].GetString());
            if (one[5].ValueKind == JsonValueKind.String) Assert.ThrowsExactly<ValueError>(() => Now(), one.GetRawText());
            else Assert.AreEqual(Read(one[5]), Now(), one.GetRawText());
        }
        Assert.ThrowsExactly<NotSupportedException>(() => keras.applications.imagenet_utils._obtain_input_shape(null, 224, 32, "channels_first", true));
    }

    [TestMethod]
    public void Optimizers_in_lower_case()
    {
        Optimizer[] all = [keras.optimizers.sgd(lr: 0.5), keras.optimizers.rmsprop(lr: 0.5), keras.optimizers.adam(lr: 0.5), keras.optimizers.adagrad(lr: 0.5), keras.optimizers.adadelta(lr: 0.5), keras.optimizers.adamax(lr: 0.5), keras.optimizers.nadam(lr: 0.5)];
        CollectionAssert.AreEqual(new[] { "SGD", "RMSprop", "Adam", "Adagrad", "Adadelta", "Adamax", "Nadam" }, all.Select(o => o.GetType().Name).ToArray());
        Assert.IsTrue(all.All(o => o.learning_rate == 0.5));
        Assert.AreEqual("RMSprop", keras.optimizers.get("rmsprop").GetType().Name);
    }

    private static Tensor Shifted(Tensor x) => x + 1;

    [TestMethod]
    public void Custom_objects_hold_everywhere()
    {
        NDArray x = np.ones((2, 3)).astype("float32");
        Assert.ThrowsExactly<ValueError>(() => keras.layers.Activation("shifted"));
        using (keras.utils.custom_object_scope(new() { ["shifted"] = _ => new ActivationFunction(Shifted) }))
        {
            Assert.HasCount(1, keras.utils.get_custom_objects());
            CollectionAssert.AreEqual(new[] { 2f, 2f, 2f, 2f, 2f, 2f }, keras.layers.Activation("shifted").Apply(x).ToArray<float>());
            keras.utils.get_custom_objects()["far"] = _ => (LossFunction)((t, p) => keras.ops.mean(t - p, axis: -1) + 7);
            var model = keras.Sequential([keras.Input(3), keras.layers.Dense(3, activation: "shifted", kernel_initializer: "zeros")]);
            model.compile("sgd", "far", metrics: ["far"]);
            var (loss, metric) = model.evaluate(x, x, verbose: 0);
            Assert.AreEqual(7.0, loss, 1e-6);
            Assert.AreEqual(7.0, metric, 1e-6);
            var copy = keras.models.model_from_json(model.to_json());
            CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, copy.predict(x[..1], verbose: 0).ToArray<float>());
        }
        Assert.IsEmpty(keras.utils.get_custom_objects());
    }

    [TestMethod]
    public void Arguments_of_Keras_1()
    {
        NDArray x = np.arange(6).reshape(2, 3).astype("float32");
        Assert.AreEqual(0.25, keras.layers.BatchNormalization(epsilon: 0.25, mode: 0, axis: 1).epsilon);
        Assert.ThrowsExactly<NotSupportedException>(() => keras.layers.BatchNormalization(mode: 2));
        Assert.AreEqual(3, keras.layers.BatchNormalization(3).axis, "today's first argument");
        NDArray both = keras.layers.Merge(mode: "concat", concat_axis: 1).Apply([x, x + 10]);
        Assert.AreEqual(new Shape(2, 6), both.shape);
        CollectionAssert.AreEqual(new[] { 0f, 2, 4, 6, 8, 10 }, keras.layers.Merge(mode: "sum").Apply([x, x]).ToArray<float>());
        Assert.ThrowsExactly<NotSupportedException>(() => keras.layers.Merge([keras.layers.Dense(1)], mode: "sum"));
        Assert.ThrowsExactly<ValueError>(() => keras.layers.Merge(mode: "other"));
        var separable = keras.layers.SeparableConv2D(4, (3, 3), padding: "same", kernel_initializer: "zeros", kernel_regularizer: "l2", name: "s");
        Assert.IsFalse((bool)np.all(separable.Apply(np.ones((1, 4, 4, 2)).astype("float32")) == 0), "no effect, as in Keras 2");
        Assert.IsNull(separable.depthwise_regularizer);
        using (keras.backend.name_scope("block")) Assert.AreEqual("d/kernel", Built(keras.layers.Dense(1, name: "d")).weights[0].path);
        Assert.AreEqual(keras.activations.relu6, keras.applications.mobilenet.relu6);

        static Layer Built(Layer layer) { layer.Apply(np.ones((1, 2)).astype("float32")); return layer; }
    }

    [TestMethod]
    public void Arguments_of_Lambda()
    {
        NDArray x = np.arange(3).reshape(1, 3).astype("float32");
        Func<Tensor, IReadOnlyDictionary<string, object?>, Tensor> scale = (t, a) => t * Convert.ToDouble(a["by"]);
        var model = keras.Sequential([keras.Input(3), keras.layers.Lambda(scale, arguments: new() { ["by"] = 2.5 }, name: "scaled")]);
        CollectionAssert.AreEqual(new[] { 0f, 2.5f, 5f }, model.predict(x, verbose: 0).ToArray<float>());
        var copy = keras.models.model_from_json(model.to_json(), custom_objects: new() { ["scaled"] = _ => scale });
        CollectionAssert.AreEqual(new[] { 0f, 2.5f, 5f }, copy.predict(x, verbose: 0).ToArray<float>());
        CollectionAssert.AreEqual(new[] { 0f, 3f, 6f }, keras.layers.Lambda((t, a) => t * (int)a["by"]!, arguments: new() { ["by"] = 3 }).Apply(x).ToArray<float>());
    }

    [TestMethod]
    [DataRow("h5", "model")]
    [DataRow("h5", "model.keras")]
    [DataRow("keras", "model")]
    public void Formats_by_name(string format, string file)
    {
        string folder = Directory.CreateTempSubdirectory().FullName, path = Path.Combine(folder, file);
        try
        {
            var model = keras.Sequential([keras.Input(3), keras.layers.Dense(2)]);
            NDArray x = np.ones((1, 3)).astype("float32");
            model.save(path, save_format: format);
            CollectionAssert.AreEqual(model.predict(x, verbose: 0).ToArray<float>(), keras.models.load_model(path, compile: false).predict(x, verbose: 0).ToArray<float>());
            model.save_weights(path, save_format: "h5");
            var other = keras.Sequential([keras.Input(3), keras.layers.Dense(2)]);
            other.load_weights(path);
            CollectionAssert.AreEqual(model.get_weights()[0].ToArray<float>(), other.get_weights()[0].ToArray<float>());
            Assert.ThrowsExactly<NotSupportedException>(() => model.save(path, save_format: "tf"));
            Assert.ThrowsExactly<NotSupportedException>(() => model.save_weights(path, save_format: "tf"));
            Assert.ThrowsExactly<ValueError>(() => model.save(path, save_format: "zip"));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Epochs_in_samples()
    {
        var model = keras.Sequential([keras.Input((2, 2, 3)), keras.layers.Flatten(), keras.layers.Dense(1)]);
        model.compile("sgd", "mse");
        (NDArray x, NDArray y) = (np.ones((10, 2, 2, 3)), np.ones((10, 1)));
        var flow = keras.preprocessing.image.ImageDataGenerator().flow(x, y, batch_size: 4);
        History history = model.fit_generator(flow, samples_per_epoch: 8, nb_epoch: 3, verbose: 0, validation_data: flow, nb_val_samples: 4, nb_worker: 2);
        Assert.HasCount(3, history.history["val_loss"]);
        Assert.AreEqual(6, model.optimizer.iterations.numpy().item<long>());
        model.fit_generator(flow, steps_per_epoch: 1, nb_epoch: 1, verbose: 0);
        Assert.AreEqual(7, model.optimizer.iterations.numpy().item<long>());
        IEnumerable<(NDArray, NDArray)> pairs = [(x, y)];
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => model.fit_generator(pairs, samples_per_epoch: 8, nb_epoch: 1)).Message, "steps_per_epoch");
        Assert.AreEqual(new Shape(10, 1), model.predict(flow, verbose: 0, workers: 2).shape);
        Assert.AreEqual(new Shape(10, 1), model.predict(x, verbose: 0, use_multiprocessing: true, max_queue_size: 5).shape);
        CollectionAssert.AreEqual(new int?[] { null, 1 }, model.output_shape.as_list());
    }

    [TestMethod]
    public void Policies()
    {
        keras.mixed_precision.set_global_policy("float32");
        keras.mixed_precision.experimental.set_policy("float32");
        Assert.AreEqual("float32", keras.mixed_precision.global_policy());
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => keras.mixed_precision.set_global_policy("mixed_float16")).Message, "float32");
        Assert.ThrowsExactly<NotSupportedException>(() => keras.mixed_precision.set_global_policy("mixed_bfloat16"));
    }

    [TestMethod]
    public void Types_and_shapes_of_a_generator()
    {
        static IEnumerable<(NDArray, NDArray)> Pairs() { for (int i = 0; i < 3; i++) yield return (np.ones(2) * i, np.array(i)); }
        static IEnumerable<NDArray> Ones() { for (int i = 0; i < 3; i++) yield return np.ones(2 + i); }
        Element first = tf.data.Dataset.from_generator(Pairs, output_types: (tf.float32, tf.int32), output_shapes: (new Shape(2), Shape.Scalar)).batch(3).First();
        Assert.AreEqual(DType.float32, ((NDArray)first[0]).dtype);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, ((NDArray)first[1]).ToArray<int>());
        Assert.HasCount(3, tf.data.Dataset.from_generator(Pairs, (tf.float32, tf.int32)).ToArray());
        Assert.AreEqual(DType.uint8, ((NDArray)tf.data.Dataset.from_generator(Ones, output_types: tf.uint8).First()).dtype);
        Assert.ThrowsExactly<ValueError>(() => tf.data.Dataset.from_generator(Ones, tf.float32, output_shapes: new Shape(2)).ToArray());
        Assert.ThrowsExactly<ValueError>(() => tf.data.Dataset.from_generator(Pairs, (tf.float32, tf.int32), (new Shape(3), null)).ToArray());
    }
#pragma warning restore CS0618
}
