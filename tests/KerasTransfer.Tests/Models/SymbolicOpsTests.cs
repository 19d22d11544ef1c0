using System.Text.Json;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Models;

/// <summary>Functions of keras.ops on symbolic tensors: operations of a model.</summary>
[TestClass]
public class SymbolicOpsTests
{
    private static readonly NDArray x = np.sin(np.arange(24) * 0.7).reshape((2, 4, 3)).astype("float32");

    private static JsonElement Golden() => LayerGolden.Load("../models/symbolic");

    public static IEnumerable<object[]> Files() => Golden().GetProperty("cases").EnumerateArray().Select(c => new object[] { c.GetProperty("library").GetString()!, c.GetProperty("name").GetString()! });

    /// <summary>Models that Keras 3 and tf_keras wrote: the same numbers, and again after we have written them.</summary>
    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Models_of_both_Keras_are_read(string library, string name)
    {
        JsonElement golden = Golden(), one = golden.GetProperty("cases").EnumerateArray().First(c => c.GetProperty("library").GetString() == library && c.GetProperty("name").GetString() == name);
        NDArray[] inputs = one.GetProperty("both").GetBoolean() ? [golden.GetProperty("x").Array(), golden.GetProperty("z").Array()] : [golden.GetProperty("x").Array()];
        NDArray expected = one.GetProperty("output").Array();
        Model model = keras.models.model_from_json(one.GetProperty("json").GetRawText());
        LayerGolden.Close(expected.astype("float64"), model.predict_outputs(inputs, verbose: 0)[0].astype("float64"), $"{library}, {name}");
        string json = model.to_json();
        LayerGolden.Close(expected.astype("float64"), keras.models.model_from_json(json).predict_outputs(inputs, verbose: 0)[0].astype("float64"), $"{library}, {name}: written and read");
        if (library == "keras") LayerGolden.SameConfig(Operations(one.GetProperty("json").Config()), Operations(ConfigJson.Parse(json)), name);

        // Operations with their configurations, without the shapes of the calls.
        static object? Operations(object? root) => ((List<object?>)((Dictionary<string, object?>)((Dictionary<string, object?>)root!)["config"]!)["layers"]!).Cast<Dictionary<string, object?>>()
            .Where(l => l.GetValueOrDefault("module") is string module && module.StartsWith("keras.src.ops", StringComparison.Ordinal))
            .Select(l => (object?)new Dictionary<string, object?> { ["module"] = l["module"], ["class_name"] = l["class_name"], ["registered_name"] = l["registered_name"] }.Concat(((Dictionary<string, object?>)l["config"]!)
                .Where(p => p.Key is not ("name" or "sparse" or "epsilon" or "data_format" or "strides" or "initial"))).ToDictionary()).ToList();
    }

    [TestMethod]
    public void Nodes_are_named_as_in_Keras()
    {
        keras.backend.clear_session();
        KerasTensor i = keras.Input((4, 3));
        KerasTensor y = keras.ops.mean(keras.ops.relu(i[.., ..2] * 2 - 1), axis: 1);
        y = keras.ops.concatenate([y, keras.ops.expand_dims(keras.ops.max(i, (1, 2)), -1)], axis: -1);
        Model model = keras.Model(i, y);
        CollectionAssert.AreEquivalent((string[])["get_item", "multiply", "subtract", "relu", "max", "mean", "expand_dims", "concatenate"], model.Graph!.Operations.Skip(1).Select(o => o.name).ToArray());
        Assert.AreEqual(new Shape([Shape.Unknown, 4]), y.shape);
        Assert.HasCount(1, model.layers, "operations are no layers");
        NDArray expected = np.concatenate([np.mean(np.maximum(x[.., .., ..3][.., ..2] * 2f - 1f, 0f), axis: 1), np.max(x, (1, 2)).reshape((2, 1))], axis: -1);
        LayerGolden.Close(expected, model.predict(x, verbose: 0), "prediction");
    }

    [TestMethod]
    public void Shapes_of_unknown_lengths_and_of_numbers()
    {
        KerasTensor i = keras.Input((null, 3));
        Assert.AreEqual(new Shape([Shape.Unknown, 3]), keras.ops.mean(i, axis: 1).shape);
        Assert.AreEqual(new Shape([Shape.Unknown, 3, Shape.Unknown]), keras.ops.transpose(i, [0, 2, 1]).shape);
        Assert.AreEqual(new Shape([Shape.Unknown, 3]), i[.., ^1].shape);
        Assert.AreEqual(new Shape([Shape.Unknown, Shape.Unknown, 4]), keras.ops.matmul(i, np.ones((3, 4)).astype("float32")).shape);
        Assert.AreEqual(DType.int32, keras.ops.cast(i, "int32").dtype);
        Assert.AreEqual(DType.int32, (keras.ops.cast(i, "int32") * 2).dtype, "a whole number leaves integers what they are");
        (KerasTensor values, KerasTensor places) = keras.ops.top_k(i, 2);
        Assert.AreEqual((new Shape([Shape.Unknown, Shape.Unknown, 2]), DType.int32), (values.shape, places.dtype));
        Assert.HasCount(3, keras.ops.split(i, 3, axis: 2));
    }

    [TestMethod]
    public void TensorFlow_and_the_backend_take_symbolic_tensors()
    {
        KerasTensor i = keras.Input((4, 3));
        Model model = keras.Model(i, tf.concat([tf.reduce_mean(i, axis: 1), tf.reshape(tf.transpose(i, [0, 2, 1]), (-1, 12)), keras.backend.sum(i, axis: 1)], axis: -1));
        NDArray y = model.predict(x, verbose: 0);
        LayerGolden.Close(np.concatenate([np.mean(x, axis: 1), np.transpose(x, (0, 2, 1)).reshape((2, 12)), np.sum(x, axis: 1)], axis: -1), y, "prediction");
        LayerGolden.Close(y, keras.models.model_from_json(model.to_json()).predict(x, verbose: 0), "written and read");
    }

    [TestMethod]
    public void Trains_through_operations_and_shares_layers()
    {
        keras.utils.set_random_seed(3);
        KerasTensor i = keras.Input((4, 3));
        KerasTensor h = keras.layers.Dense(5, activation: "tanh").Apply(i);
        Model model = keras.Model(i, keras.ops.sigmoid(keras.ops.sum(h * h, axis: (1, 2)) - 1));
        model.compile(keras.optimizers.SGD(0.1), loss: "mse");
        double[] losses = [.. model.fit(x, np.zeros(2).astype("float32"), epochs: 5, verbose: 0).history["loss"]];
        Assert.IsLessThan(losses[0] * 0.95, losses[^1]);
    }

    [TestMethod]
    public void Says_what_cannot_be()
    {
        KerasTensor i = keras.Input((4, 3));
        Model model = keras.Model(i, keras.ops.cumsum(i, axis: 1));
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => model.to_json()).Message, "operation 'cumsum'");
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => keras.Model(i, i[.., np.array([0, 1])]).to_json()).Message, "keras.ops.take");
        StringAssert.Contains(Assert.Throws<ValueError>(() => i[0, 0, 0, 0]).Message, "too many indices");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.ops.reshape(i, (-1, 7))).Message, "total size");
    }
}
