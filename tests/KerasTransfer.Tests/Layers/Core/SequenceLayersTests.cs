using System.Runtime.CompilerServices;
using System.Text.Json;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers.Core;

/// <summary>Embedding and TimeDistributed against Keras 3, and against files of Keras 3 and Keras 2 (tests/golden/sequences.py).</summary>
[TestClass]
public class SequenceLayersTests
{
    internal static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "golden", "sequences");
    internal static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "sequences.json"))).RootElement;

    private static string Here([CallerFilePath] string here = "") => here;
    internal static double[] Numbers(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];

    private static void Close(string key, NDArray actual, double tolerance = 1e-5) => Close(Golden.GetProperty(key), actual, key, tolerance);

    private static void Close(JsonElement expected, NDArray actual, string what, double tolerance = 1e-5)
    {
        double[] e = Numbers(expected), a = actual.ToArray<double>();
        Assert.HasCount(e.Length, a, what);
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], a[i], tolerance * Math.Max(1, Math.Abs(e[i])), $"{what}[{i}]");
    }

    private static readonly NDArray words = np.array([[0, 6, 2, 2], [3, 1, 5, 0], [4, 4, 4, 4]]);
    private static NDArray Film => np.sin(np.arange(300) * 0.11).reshape(2, 3, 5, 5, 2).astype("float32");

    private static T Fixed<T>(T model) where T : Model
    {
        model.set_weights([.. model.get_weights().Select((w, i) => (np.sin(np.arange(w.size) * 0.37 + i) * 0.5 + (w.ndim == 1 ? 1 : 0)).reshape(w.shape).astype("float32"))]);
        return model;
    }

    private static Model Films()
    {
        KerasTensor input = keras.Input((3, 5, 5, 2), name: "film");
        KerasTensor x = keras.layers.TimeDistributed(keras.layers.Conv2D(3, 3, name: "conv"), name: "convs").Apply(input);
        x = keras.layers.TimeDistributed(keras.layers.BatchNormalization(name: "norm"), name: "norms").Apply(x);
        var inner = keras.Sequential([keras.Input((3, 3, 3)), keras.layers.Flatten(name: "flat"), keras.layers.Dense(4, activation: "tanh", name: "inner")], name: "base");
        x = keras.layers.TimeDistributed(inner, name: "bases").Apply(x);
        return Fixed(keras.Model(input, keras.layers.TimeDistributed(keras.layers.Dense(2, name: "dense"), name: "outs").Apply(x), name: "films"));
    }

    [TestMethod]
    public void Embedding_looks_up_and_trains_as_Keras()
    {
        var model = Fixed(keras.Sequential([keras.Input(4, dtype: "int32"), keras.layers.Embedding(7, 3, embeddings_regularizer: "l2"), keras.layers.Flatten(), keras.layers.Dense(2)]));
        var embedding = (Embedding)model.layers[0];
        Close("embedding", embedding.Apply(words));
        Close("embedding", embedding.Apply(words.astype("float32")));
        Close("embedding", embedding.Apply(words.astype("uint8")));
        Close("embedding_from_end", embedding.Apply(np.array([[-1, -7]])));
        Assert.AreEqual(new Shape(0, 4, 3), embedding.Apply(words[..0]).shape);
        model.compile("adam", "mse");
        foreach (double expected in Numbers(Golden.GetProperty("embedding_losses")))
            Assert.AreEqual(expected, model.train_on_batch(words, np.array([[1.0, 0], [0, 1], [1, 1]]).astype("float32"))[0], 1e-5);
        Close("embedding_trained", embedding.embeddings.numpy());
    }

    [TestMethod]
    public void Embedding_takes_what_Keras_takes()
    {
        NDArray table = np.arange(6).reshape(3, 2).astype("float32");
        var model = keras.Sequential([keras.layers.Embedding(3, 2, input_length: 4, weights: [table], trainable: false), keras.layers.GlobalAveragePooling1D()]);
        Assert.AreEqual(new Shape(-1, 2), model.output_shape);
        CollectionAssert.AreEqual(new[] { 2.5f, 3.5f }, model.predict(np.array([[0, 1, 2, 2]]), verbose: 0).ToArray<float>());
        Assert.IsEmpty(model.trainable_weights);
        NDArray first = keras.layers.Embedding(50, 8).Apply(np.arange(50));
        Assert.IsTrue((bool)np.all(np.abs(first) <= 0.05) && (double)np.std(first) > 0.02);
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => keras.layers.Embedding(3, 2, mask_zero: true)).Message, "mask");
        Assert.ThrowsExactly<ValueError>(() => keras.layers.Embedding(0, 2));
        Assert.Throws<ValueError>(() => keras.layers.Embedding(3, 2).Apply(np.array([[3]])));
    }

    [TestMethod]
    public void TimeDistributed_gives_and_trains_as_Keras()
    {
        Model model = Films();
        CollectionAssert.AreEqual(Golden.GetProperty("film_names").EnumerateArray().Select(v => v.GetString()!).ToArray(), model.weights.Select(w => w.path).ToArray());
        Assert.AreEqual(new Shape(-1, 3, 2), model.output_shape);
        Close("film", model.predict(Film, verbose: 0));
        Assert.AreEqual(new Shape(0, 3, 2), model.Apply(Film[..0]).shape);
        model.compile(keras.optimizers.SGD(0.1), "mse");
        NDArray target = np.cos(np.arange(12)).reshape(2, 3, 2).astype("float32");
        foreach (double expected in Numbers(Golden.GetProperty("film_losses"))) Assert.AreEqual(expected, model.train_on_batch(Film, target)[0], 1e-5 * Math.Max(1, expected));
        foreach (var (i, expected) in Golden.GetProperty("film_trained").EnumerateArray().Index()) Close(expected, model.get_weights()[i], model.weights[i].path, 1e-4);
    }

    [TestMethod]
    [DataRow("film_keras.h5")]
    [DataRow("film_keras.keras")]
    [DataRow("film_tf_keras.h5")]
    [DataRow("film_tf_keras.keras")]
    public void Files_with_TimeDistributed_are_read_and_written(string file)
    {
        Model model = keras.models.load_model(Path.Combine(Folder, file), compile: false);
        Close("film", model.predict(Film, verbose: 0));
        string copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + Path.GetExtension(file));
        try
        {
            model.save(copy);
            Close("film", keras.models.load_model(copy, compile: false).predict(Film, verbose: 0));
        }
        finally { File.Delete(copy); }
        Model other = Films();
        foreach (Variable weight in other.weights) weight.assign(np.zeros(weight.shape));
        if (file.EndsWith(".h5")) other.load_weights(Path.Combine(Folder, file), by_name: true);
        else other.load_weights(Path.Combine(Folder, file));
        Close("film", other.predict(Film, verbose: 0));
    }

    [TestMethod]
    [DataRow("texts_keras.h5")]
    [DataRow("texts_keras.keras")]
    [DataRow("texts_tf_keras.h5")]
    [DataRow("texts_tf_keras.keras")]
    public void Files_with_Embedding_are_read_and_written(string file)
    {
        Model model = keras.models.load_model(Path.Combine(Folder, file), compile: false);
        Close("embedding", model.get_layer("words").Apply(words));
        string copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + Path.GetExtension(file));
        try
        {
            model.save(copy);
            Close("embedding", keras.models.load_model(copy, compile: false).get_layer("words").Apply(words));
        }
        finally { File.Delete(copy); }
    }

    [TestMethod]
    public void TimeDistributed_draws_for_each_step_and_may_be_frozen()
    {
        var dropped = keras.layers.TimeDistributed(keras.layers.Dropout(0.5, seed: 1));
        NDArray y = dropped.Apply(np.ones((1, 4, 50)).astype("float32"), training: true);
        Assert.IsFalse((bool)np.all(y[0, 0] == y[0, 1]), "each step has a draw of its own");
        CollectionAssert.AreEqual(new[] { 0f, 2f }, np.unique(y).ToArray<float>());
        var frozen = keras.layers.TimeDistributed(keras.layers.Dense(2), trainable: false);
        frozen.Apply(np.ones((1, 2, 3)).astype("float32"));
        Assert.IsEmpty(frozen.trainable_weights);
        Assert.HasCount(2, frozen.weights);
        Model model = keras.Model(keras.Input((null, 4)) is var input ? input : null!, keras.layers.TimeDistributed(keras.layers.Dense(3)).Apply(input));
        Assert.AreEqual(new Shape(-1, -1, 3), model.output_shape);
        Assert.AreEqual(new Shape(2, 7, 3), model.predict(np.ones((2, 7, 4)).astype("float32"), verbose: 0).shape);
        Assert.ThrowsExactly<ValueError>(() => keras.layers.TimeDistributed(keras.layers.Dense(2)).Apply(keras.Input(3)));
    }
}
