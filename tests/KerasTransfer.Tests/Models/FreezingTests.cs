using System.Text.Json;

namespace KerasTransfer.Tests.Models;

/// <summary>Freezing and fine-tuning as Keras's guide teaches them, against tests/golden/freezing.py.</summary>
[TestClass, DoNotParallelize]
public class FreezingTests
{
    private static readonly JsonElement golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "freezing", "expected.json"))).RootElement;
    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static NDArray Wave(Shape shape, double step, double scale = 1) =>
        NDArray.FromArray([.. Enumerable.Range(0, (int)shape.Size).Select(i => (float)(Math.Sin(i * step) * scale))], [(int)shape.Size]).reshape(shape);

    private static readonly NDArray x = Wave((37, 8, 8, 1), .37), y = np.arange(37) % 3;

    private static void Settle(Model model) =>
        model.set_weights([.. model.weights.Select((w, i) => w.name.Contains("variance") ? np.abs(Wave(w.shape, .7 + .1 * i, .4)) + .5 : Wave(w.shape, .7 + .1 * i, .4))]);

    private static Model Base()
    {
        KerasTensor i = keras.Input((8, 8, 1)), h = keras.layers.Conv2D(4, 3, padding: "same", name: "conv1").Apply(i);
        h = keras.layers.BatchNormalization(name: "bn1", momentum: .9).Apply(h);
        h = keras.layers.ReLU(name: "relu1").Apply(h);
        h = keras.layers.MaxPooling2D(name: "pool1").Apply(h);
        h = keras.layers.Conv2D(6, 3, padding: "same", use_bias: false, name: "conv2").Apply(h);
        h = keras.layers.BatchNormalization(name: "bn2", momentum: .9).Apply(h);
        h = keras.layers.ReLU(name: "block2").Apply(h);
        return keras.Model(i, keras.layers.Conv2D(5, 2, name: "conv3").Apply(h), name: "base");
    }

    private static Model Whole(Model inner, bool? training = null)
    {
        KerasTensor i = keras.Input((8, 8, 1)), h = keras.layers.GlobalAveragePooling2D(name: "gap").Apply(inner.Apply(i, training: training));
        Model model = keras.Model(i, keras.layers.Dense(3, activation: "softmax", name: "head").Apply(h));
        Settle(model);
        return model;
    }

    private static void Compile(Model model, Optimizer optimizer) => model.compile(optimizer, "sparse_categorical_crossentropy", metrics: ["accuracy"]);

    private static History Fit(Model model) => model.fit(x, y, epochs: 2, batch_size: 8, shuffle: false, verbose: 0, validation_data: (x[..10], y[..10]));

    private static NDArray[] Statistics(Model inner) => [.. inner.weights.Where(w => w.name.StartsWith("moving", StringComparison.Ordinal)).Select(w => w.numpy())];

    private static void Near(JsonElement expected, IEnumerable<double> actual, string what)
    {
        double[] e = [.. Flat(expected)], a = [.. actual];
        Assert.HasCount(e.Length, a, what);
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], a[i], 1e-4 * Math.Max(1, Math.Abs(e[i])), $"{what}[{i}]");
        static IEnumerable<double> Flat(JsonElement e) => e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().SelectMany(Flat) : [e.GetDouble()];
    }

    private static void NearArray(JsonElement expected, NDArray actual, string what) => Near(expected, actual.astype("float64").AsSpan<double>().ToArray(), what);

    private static void Near(JsonElement expected, History history, string what)
    {
        foreach (JsonProperty p in expected.EnumerateObject()) Near(p.Value, history.history[p.Name], $"{what}: {p.Name}");
    }

    private static void Same(NDArray[] before, NDArray[] after, string what)
    {
        Assert.HasCount(before.Length, after, what);
        for (int i = 0; i < before.Length; i++) Assert.IsTrue(np.array_equal(before[i], after[i]), $"{what}: {i}");
    }

    private static IEnumerable<double> State(Model model) => model.get_weights().Select(w => (double)np.sum(np.abs(w.astype("float64"))));

    private static IEnumerable<double> Evaluated(Model model)
    {
        EvaluationResult result = model.evaluate(x, y, batch_size: 8, verbose: 0);
        return new double[] { result[0], result[1] };
    }

    // Keras issue 20285: what the guide promises and tf_keras does.
    [TestMethod]
    public void The_mode_of_the_base_holds_through_fit_evaluate_and_unfreezing()
    {
        JsonElement expected = golden.GetProperty("guide");
        Model inner = Base();
        inner.trainable = false;
        Model model = Whole(inner, training: false);
        Compile(model, keras.optimizers.Adam(1e-2));
        NDArray[] before = inner.get_weights();
        Near(expected.GetProperty("frozen"), Fit(model), "frozen");
        Same(before, inner.get_weights(), "nothing in the frozen base changes");
        Near(expected.GetProperty("frozen_evaluate"), Evaluated(model), "evaluate");
        Near(expected.GetProperty("frozen_state"), State(model), "weights");

        inner.trainable = true;
        Compile(model, keras.optimizers.Adam(1e-3));
        NDArray[] statistics = Statistics(inner);
        Near(expected.GetProperty("tuned"), Fit(model), "tuned");
        Same(statistics, Statistics(inner), "the statistics stay, though all is unfrozen");
        Assert.IsFalse(np.array_equal(before[0], inner.get_weights()[0]), "the first kernel is trained");
        Near(expected.GetProperty("tuned_evaluate"), Evaluated(model), "evaluate after tuning");
        Near(expected.GetProperty("tuned_state"), State(model), "weights after tuning");
        NearArray(expected.GetProperty("tuned_predict"), model.predict(x[..4], verbose: 0), "predict");
    }

    [TestMethod]
    public void Statistics_stand_still_while_frozen_and_follow_the_batches_afterwards()
    {
        JsonElement expected = golden.GetProperty("flag");
        Model inner = Base();
        inner.trainable = false;
        Model model = Whole(inner);
        Compile(model, keras.optimizers.SGD(.05, momentum: .9));
        NDArray[] before = inner.get_weights();
        Near(expected.GetProperty("frozen"), Fit(model), "frozen");
        Same(before, inner.get_weights(), "frozen");
        Near(expected.GetProperty("frozen_state"), State(model), "weights");
        inner.trainable = true;
        Compile(model, keras.optimizers.SGD(.01));
        Near(expected.GetProperty("tuned"), Fit(model), "tuned");
        Near(expected.GetProperty("statistics"), Statistics(inner).SelectMany(s => s.astype("float64").AsSpan<double>().ToArray()), "statistics");
        Near(expected.GetProperty("tuned_state"), State(model), "weights after tuning");
        Near(expected.GetProperty("tuned_evaluate"), Evaluated(model), "evaluate after tuning");
    }

    [TestMethod]
    public void From_a_layer_on()
    {
        JsonElement expected = golden.GetProperty("partly");
        Model inner = Base();
        inner.trainable = false;
        Model model = Whole(inner);
        inner.trainable = true;
        foreach (var layer in inner.layers[..5]) layer.trainable = false;
        CollectionAssert.AreEqual(expected.GetProperty("trainable").EnumerateArray().Select(w => w.GetString()).ToArray(),
            model.trainable_weights.Select(w => string.Join('/', w.path.Split('/')[^2..])).ToArray());
        Compile(model, keras.optimizers.RMSprop(1e-3));
        NDArray[] below = [.. inner.layers[..5].SelectMany(l => l.get_weights())];
        Near(expected.GetProperty("fit"), Fit(model), "fit");
        Same(below, [.. inner.layers[..5].SelectMany(l => l.get_weights())], "what lies below stays, statistics too");
        Near(expected.GetProperty("state"), State(model), "weights");
        Near(expected.GetProperty("statistics"), Statistics(inner).SelectMany(s => s.astype("float64").AsSpan<double>().ToArray()), "statistics");
    }

    [TestMethod]
    public void Freezing_the_whole_and_unfreezing_from_a_layer_on_is_the_same_in_the_flags_of_the_layers()
    {
        Model inner = Base();
        Model model = Whole(inner);
        inner.trainable = false;
        foreach (var layer in inner.layers[5..]) layer.trainable = true;
        Assert.IsEmpty(inner.trainable_weights, "the model's own flag is off");
        CollectionAssert.AreEqual((string[])["kernel", "gamma", "beta", "kernel", "bias", "kernel", "bias"], model.trainable_weights.Select(w => w.name).ToArray());
    }

    [TestMethod]
    public void A_base_inside_a_sequential_model()
    {
        JsonElement expected = golden.GetProperty("sequential");
        Model inner = Base();
        inner.trainable = false;
        Sequential model = keras.Sequential([keras.Input((8, 8, 1)), inner, keras.layers.Flatten(), keras.layers.Dropout(0.0), keras.layers.Dense(3, activation: "softmax")]);
        Settle(model);
        Compile(model, keras.optimizers.Adam(1e-2));
        NDArray[] before = inner.get_weights();
        Near(expected.GetProperty("frozen"), Fit(model), "frozen");
        Same(before, inner.get_weights(), "frozen");
        Near(expected.GetProperty("frozen_state"), State(model), "weights");
        inner.trainable = true;
        Compile(model, keras.optimizers.SGD(.01));
        Near(expected.GetProperty("tuned"), Fit(model), "tuned");
        Near(expected.GetProperty("tuned_state"), State(model), "weights after tuning");
        Near(expected.GetProperty("statistics"), Statistics(inner).SelectMany(s => s.astype("float64").AsSpan<double>().ToArray()), "statistics");
    }

    [TestMethod]
    public void Features_of_a_truncated_model()
    {
        JsonElement expected = golden.GetProperty("truncated");
        Model inner = Base();
        Settle(inner);
        Model features = keras.Model(inputs: inner.input, outputs: inner.get_layer("block2").output);
        NDArray f = features.predict(x, verbose: 0);
        CollectionAssert.AreEqual(expected.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()).ToArray(), f.shape.ToArray());
        Assert.AreEqual(expected.GetProperty("sum").GetDouble(), (double)np.sum(np.abs(f.astype("float64"))), 1e-2);
        NearArray(expected.GetProperty("sample"), f[3][1].reshape(-1), "sample");
    }
}
