using System.Text.Json;

namespace KerasTransfer.Tests.Models;

/// <summary>Training, evaluation and graphs against tests/golden/models.py.</summary>
[TestClass, DoNotParallelize]
public class GoldenModelTests
{
    private static readonly JsonElement golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "models", "models.json"))).RootElement;
    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static NDArray Wave(Shape shape, double step, double scale = 1) =>
        NDArray.FromArray([.. Enumerable.Range(0, (int)shape.Size).Select(i => (float)(Math.Sin(i * step) * scale))], [(int)shape.Size]).reshape(shape);

    private static void Settle(Model model) => model.set_weights([.. model.get_weights().Select((w, i) => Wave(w.shape, 0.7 + 0.1 * i, 0.4))]);

    private static readonly NDArray x = Wave((12, 4), 0.37), labels = np.arange(12) % 3, onehot = keras.utils.to_categorical(labels, 3), binary = (np.arange(12) % 2).astype("float32").reshape(12, 1);

    private static void Near(JsonElement expected, IEnumerable<double> actual, string what)
    {
        double[] e = [.. expected.EnumerateArray().Select(v => v.GetDouble())], a = [.. actual];
        Assert.HasCount(e.Length, a, what);
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], a[i], 2e-5 * Math.Max(1, Math.Abs(e[i])), $"{what}[{i}]");
    }

    private static void Near(JsonElement expected, History history)
    {
        CollectionAssert.AreEqual(expected.GetProperty("keys").EnumerateArray().Select(k => k.GetString()).ToArray(), history.history.Keys.ToArray());
        foreach (JsonProperty p in expected.GetProperty("values").EnumerateObject()) Near(p.Value, history.history[p.Name], p.Name);
    }

    private static IEnumerable<double> Sums(Model model) => model.get_weights().Select(w => (double)np.sum(np.abs(w)));

    [TestMethod]
    public void Two_outputs_weights_and_weighted_metrics()
    {
        KerasTensor i = keras.Input(4, name: "in"), h = keras.layers.Dense(5, activation: "tanh", name: "shared").Apply(i);
        Model m = keras.Model(i, [keras.layers.Dense(3, activation: "softmax", name: "a").Apply(h), keras.layers.Dense(1, activation: "sigmoid", name: "b").Apply(h)]);
        Settle(m);
        m.compile(optimizer: keras.optimizers.SGD(0.1), loss: new() { ["a"] = "sparse_categorical_crossentropy", ["b"] = "binary_crossentropy" }, loss_weights: new() { ["a"] = 1.0, ["b"] = 0.5 },
            metrics: new() { ["a"] = ["accuracy"], ["b"] = ["mae", "accuracy"] }, weighted_metrics: new() { ["b"] = ["mae"] });
        JsonElement expected = golden.GetProperty("two_outputs");
        Near(expected.GetProperty("history"), m.fit(x, new() { ["a"] = labels, ["b"] = binary }, batch_size: 5, epochs: 3, shuffle: false, verbose: 0, validation_data: (x[..6], [labels[..6], binary[..6]])));
        Near(expected.GetProperty("evaluate"), m.evaluate(x, [labels, binary], batch_size: 5, verbose: 0), "evaluate");
        CollectionAssert.AreEqual(expected.GetProperty("dict").EnumerateArray().Select(k => k.GetString()).ToArray(), m.evaluate(x, [labels, binary], verbose: 0, return_dict: true).Names.ToArray());
        Near(expected.GetProperty("weights"), Sums(m), "weights");
    }

    [TestMethod]
    public void Class_weights_do_not_count_in_the_part_held_back()
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(4, activation: "relu", kernel_regularizer: keras.regularizers.L2(0.01), activity_regularizer: keras.regularizers.L2(0.02)),
            keras.layers.Dense(3, activation: "softmax")]);
        Settle(m);
        m.compile(optimizer: keras.optimizers.Adam(0.01), loss: "categorical_crossentropy", metrics: ["accuracy"], weighted_metrics: ["accuracy"]);
        JsonElement expected = golden.GetProperty("class_weight");
        Near(expected.GetProperty("history"), m.fit(x, onehot, batch_size: 4, epochs: 3, shuffle: false, verbose: 0, validation_split: 0.25, class_weight: new() { [0] = 0.5, [1] = 2.0 }));
        Near(expected.GetProperty("weights"), Sums(m), "weights");
        EvaluationResult result = m.evaluate(x, onehot, sample_weight: np.arange(12.0), verbose: 0);
        Near(expected.GetProperty("evaluate"), [result[0], result[1], result[1], result[2]], "evaluate");      // Keras lists the accuracy twice where it is weighted too
    }

    private sealed class Penalty : Layer
    {
        public override Tensor call(Tensor inputs)
        {
            add_loss(0.1 * keras.ops.mean(keras.ops.square(inputs)));
            return inputs;
        }
    }

    [TestMethod]
    public void Batches_by_hand_with_added_losses_and_a_frozen_regularized_layer()
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(4, kernel_regularizer: "l2", trainable: false), keras.layers.BatchNormalization(momentum: 0.9), new Penalty(), keras.layers.Dense(1)]);
        Settle(m);
        m.layers[1].weights[3].assign(np.ones(4));
        m.compile(optimizer: "sgd", loss: "mse", metrics: ["mae"]);
        JsonElement expected = golden.GetProperty("on_batch");
        for (int i = 0; i < 2; i++) Near(expected.GetProperty("train")[i], m.train_on_batch(x, binary, sample_weight: np.arange(12.0)), $"train {i}");
        Near(expected.GetProperty("test"), m.test_on_batch(x, binary), "test");
        Near(expected.GetProperty("weights"), Sums(m), "weights");
        for (int i = 0; i < 2; i++) Near(expected.GetProperty("predict")[i], [m.predict(x[..2], verbose: 0)[i].item<double>()], "predict");
    }

    private sealed class Watch : Callback
    {
        public List<int> Seen { get; } = [];
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => Seen.Add(0);
        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => Seen[^1]++;
    }

    [TestMethod]
    [DataRow(10, 4, 2, 3), DataRow(8, 4, 2, 2), DataRow(8, 4, 5, 2), DataRow(12, 0, 3, 2)]
    public void Steps_per_epoch(int rows, int batch, int per_epoch, int epochs)
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(1)]);
        m.compile("sgd", "mse");
        Watch watch = new();
        m.fit(x[..rows], binary[..rows], batch_size: batch == 0 ? null : batch, steps_per_epoch: per_epoch, epochs: epochs, verbose: 0, callbacks: [watch]);
        JsonElement expected = golden.GetProperty("steps").GetProperty($"{rows},{(batch == 0 ? "None" : batch)},{per_epoch},{epochs}");
        CollectionAssert.AreEqual(expected.GetProperty("steps").EnumerateArray().Select(s => s.GetInt32()).ToArray(), watch.Seen);
    }

    [TestMethod]
    public void Names_and_order()
    {
        keras.backend.clear_session();
        KerasTensor i1 = keras.Input(4), i2 = keras.Input(4, name: "second");
        Layer d = keras.layers.Dense(4);
        KerasTensor p = d.Apply(i1), q = d.Apply(i2), s = keras.layers.Add().Apply([p, q]), r = keras.layers.Concatenate().Apply([s, p]);
        Model n = keras.Model([i1, i2], [keras.layers.Dense(2).Apply(r), s]);
        Sequential inner = keras.Sequential([keras.Input(4), keras.layers.Dense(4), keras.layers.Dense(4)]);
        KerasTensor j = keras.Input(4);
        Model outer = keras.Model(j, inner.Apply(keras.layers.Dense(4).Apply(j)) * 2.0 + 1.0);
        Sequential lone = keras.Sequential();
        lone.add(keras.Input(4));
        for (int i = 0; i < 3; i++) lone.add(keras.layers.Dense(2));
        Model last = keras.Model(j, keras.layers.Dense(1).Apply(j));
        JsonElement expected = golden.GetProperty("names");
        Assert.AreEqual(expected.GetProperty("n").GetString(), n.name);
        Assert.AreEqual(expected.GetProperty("inner").GetString(), inner.name);
        Assert.AreEqual(expected.GetProperty("outer").GetString(), outer.name);
        Assert.AreEqual(expected.GetProperty("lone").GetString(), lone.name);
        Assert.AreEqual(expected.GetProperty("last").GetString(), last.name);
        void Names(string what, IEnumerable<string> actual) => CollectionAssert.AreEqual(expected.GetProperty(what).EnumerateArray().Select(e => e.GetString()).ToArray(), actual.ToArray(), what);
        Names("layers", n.layers.Select(l => l.name));
        Names("outputs", n.output_names);
        Names("inner_layers", inner.layers.Select(l => l.name));
        Names("outer_layers", outer.layers.Select(l => l.name));
        Names("outer_ops", outer.Graph!.Operations.Select(l => l.name));
        Names("outer_outputs", outer.output_names);
        Names("paths", outer.weights.Select(w => w.path));
    }
}
