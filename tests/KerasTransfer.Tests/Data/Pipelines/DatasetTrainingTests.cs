using System.Text.Json;
using static KerasTransfer.Tests.Data.PipelineGolden;

namespace KerasTransfer.Tests.Data;

/// <summary>fit, evaluate and predict on datasets: which samples come when, and the losses, against Keras.</summary>
[TestClass]
public class DatasetTrainingTests
{
    private static readonly NDArray x = np.stack([np.arange(10), (9 - np.arange(10)) * (9 - np.arange(10)) / 50.0], axis: 1).astype("float32");
    private static readonly NDArray y = (np.sum(x, axis: 1, keepdims: true) / 20).astype("float32");
    private static Dataset XY => tf.data.Dataset.from_tensor_slices((x, y));

    private static Model NewModel()
    {
        var model = keras.Sequential([keras.Input(2), keras.layers.Dense(1, kernel_initializer: keras.initializers.Constant(.1))]);
        model.compile(keras.optimizers.SGD(.005), "mse", metrics: ["mae"]);
        return model;
    }

    /// <summary>Notes when batches are asked for; in what, the callbacks tell.</summary>
    private sealed class Phase : Callback
    {
        public string Name = "";
        public override void on_test_begin(IReadOnlyDictionary<string, double> logs) => Name = "test";
        public override void on_test_end(IReadOnlyDictionary<string, double> logs) => Name = "";
        public override void on_predict_begin(IReadOnlyDictionary<string, double> logs) => Name = "predict";
        public override void on_predict_end(IReadOnlyDictionary<string, double> logs) => Name = "";
    }

    private static void Check(string name, Func<Dataset> make, Func<Dataset, ValidationData>? validation = null, int? steps = null, int? validation_steps = null, Dictionary<int, double>? class_weight = null, bool afterwards = true)
    {
        tf.random.set_seed(7);
        List<NDArray> log = [];
        Model model = NewModel();
        Dataset ds = make();
        JsonElement golden = Values.GetProperty(name);
        var history = model.fit(ds, epochs: 3, verbose: 0, validation_data: validation?.Invoke(ds), steps_per_epoch: steps, validation_steps: validation_steps, class_weight: class_weight);
        foreach (JsonProperty p in golden.GetProperty("history").EnumerateObject())
            Close(p.Value, history.history[p.Name], $"{name} {p.Name}");
        if (!afterwards) return;
        Close(golden.GetProperty("evaluate"), [.. model.evaluate(ds, verbose: 0, steps: steps)], $"{name} evaluate");
        Close(golden.GetProperty("predict"), model.predict(ds, verbose: 0, steps: steps).astype("float64").AsSpan<double>().ToArray(), $"{name} predict");
    }

    private static void Close(JsonElement expected, IReadOnlyList<double> actual, string what)
    {
        double[] e = [.. expected.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Array ? v[0].GetDouble() : v.GetDouble())];
        Assert.HasCount(e.Length, actual, what);
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], actual[i], 1e-6 + 2e-5 * Math.Abs(e[i]), $"{what} {i}");
    }

    // The losses and the order of predictions tell which samples came when: another order gives others.
    [TestMethod] public void Every_other_order_of_a_shuffle_is_seen() => Check("fit", () => XY.shuffle(4, seed: 5).batch(3));
    [TestMethod] public void Validation_data_from_the_same_shuffle() => Check("fit_validation", () => XY.shuffle(10, seed: 5).batch(3), ds => ds.take(2));
    [TestMethod] public void Steps_per_epoch_go_on_with_the_pass() => Check("fit_steps", () => XY.shuffle(4, seed: 5).batch(3), steps: 2);
    [TestMethod] public void An_unknown_number_of_batches() => Check("fit_unknown", () => XY.shuffle(4, seed: 5).filter((x, y) => x[0] > -1).batch(3));
    [TestMethod] public void Data_without_end() => Check("fit_forever", () => XY.shuffle(4, seed: 5).repeat().batch(3), steps: 3, afterwards: false);   // afterwards TensorFlow's order depends on how far its threads have read ahead
    [TestMethod] public void Less_data_than_steps() => Check("fit_short", () => XY.shuffle(4, seed: 5).batch(3), steps: 6);
    [TestMethod] public void Validation_steps() => Check("fit_validation_steps", () => XY.shuffle(10, seed: 5).batch(3), ds => ds, validation_steps: 2);
    [TestMethod] public void Class_weights() => Check("fit_class_weight", () => tf.data.Dataset.from_tensor_slices((x, (np.arange(10) % 3).astype("float32"))).shuffle(4, seed: 5).batch(3), class_weight: new() { [0] = 1, [1] = 2, [2] = .5 });
    [TestMethod] public void Sample_weights() => Check("fit_weights", () => tf.data.Dataset.from_tensor_slices((x, y, np.arange(10).astype("float32"))).batch(4));
    [TestMethod] public void Prefetching_and_caching_change_nothing() => Check("fit", () => XY.cache().shuffle(4, seed: 5).batch(3).prefetch(tf.data.AUTOTUNE));

    private sealed class Numbered(int workers = 1) : PyDataset(workers)
    {
        public readonly List<string> Asked = [];
        public override int length => 4;
        public override Element this[int i]
        {
            get
            {
                lock (Asked) Asked.Add($"{i}");
                return (x[(i * 3)..Math.Min(10, i * 3 + 3)], y[(i * 3)..Math.Min(10, i * 3 + 3)]);
            }
        }
        public override void on_epoch_begin() { lock (Asked) Asked.Add("begin"); }
        public override void on_epoch_end() { lock (Asked) Asked.Add("end"); }
    }

    [TestMethod]
    [DataRow("py_dataset", true, null, false, 1)]
    [DataRow("py_dataset", true, null, false, 0)]
    [DataRow("py_dataset", true, null, false, 3)]
    [DataRow("py_dataset_in_order", false, null, false, 1)]
    [DataRow("py_dataset_steps", true, 3, false, 1)]
    [DataRow("py_dataset_validation", true, null, true, 1)]
    public void Batches_by_number(string name, bool shuffle, int? steps, bool validates, int workers)
    {
        Model model = NewModel();
        keras.utils.set_random_seed(7);
        Numbered batches = new(workers);
        JsonElement golden = Values.GetProperty(name);
        var history = model.fit(batches, epochs: 3, verbose: 0, shuffle: shuffle, steps_per_epoch: steps, validation_data: validates ? new Numbered() : null);
        foreach (JsonProperty p in golden.GetProperty("history").EnumerateObject()) Close(p.Value, history.history[p.Name], $"{name} {p.Name}");
        Close(golden.GetProperty("evaluate"), [.. model.evaluate(batches, verbose: 0)], $"{name} evaluate");
        Close(golden.GetProperty("predict"), model.predict(batches, verbose: 0).astype("float64").AsSpan<double>().ToArray(), $"{name} predict");
        if (workers == 0)
            CollectionAssert.AreEqual(golden.GetProperty("asked_all").EnumerateArray().Select(a => a.ToString()).ToArray(), batches.Asked);
    }

    [TestMethod]
    public void Several_inputs_and_outputs_by_name_or_in_order()
    {
        var a = keras.Input(1, name: "a");
        var b = keras.Input(1, name: "b");
        var sum = keras.layers.Dense(1, use_bias: false, kernel_initializer: "ones", name: "sum").Apply(keras.layers.Concatenate().Apply([a, b]));
        var half = keras.layers.Rescaling(.5, name: "half").Apply(a);
        var model = keras.Model([a, b], [sum, half]);
        model.compile("sgd", "mse");
        NDArray one = np.ones((4, 1)), two = one * 2;
        double[] expected = [0, 0, 0];
        CollectionAssert.AreEqual(expected, model.evaluate(tf.data.Dataset.from_tensor_slices(((one, two), (one * 3, one / 2))).batch(3), verbose: 0).ToArray());
        Element named = (new Element { ["b"] = two, ["a"] = one }, new Element { ["half"] = one / 2, ["sum"] = one * 3 });
        CollectionAssert.AreEqual(expected, model.evaluate(tf.data.Dataset.from_tensor_slices(named).batch(3), verbose: 0).ToArray());
        Assert.AreEqual(3, model.predict_outputs(tf.data.Dataset.from_tensor_slices(named).batch(3), verbose: 0)[0].item<double>(3));
    }

    [TestMethod]
    public void What_a_dataset_has_itself_is_refused()
    {
        Model model = NewModel();
        Dataset ds = XY.batch(3);
        void Says(string part, Action action) => StringAssert.Contains(Assert.ThrowsExactly<ValueError>(action).Message, part);
        Says("`y` should not be passed", () => model.fit(ds, y));
        Says("`batch_size` should not be passed", () => model.fit(ds, batch_size: 4));
        Says("ds.take(n)", () => model.fit(ds, validation_split: .2));
        Says("`sample_weight` should not be passed", () => model.evaluate(ds, sample_weight: y));
        Says("specify a `steps_per_epoch`", () => model.fit(ds.repeat()));
        Says("say how many batches to use", () => model.predict(ds.repeat()));
        Says("ds.batch(32)", () => model.fit(tf.data.Dataset.from_tensor_slices((x, np.arange(10))), verbose: 0));
        Says("it gave no batch", () => model.fit(ds.take(0), verbose: 0));
        Says("it gave no batch", () => model.evaluate(ds.take(0), verbose: 0));
        Says("((a, b), y)", () => model.fit(tf.data.Dataset.from_tensor_slices((x, y, y, y)).batch(3), verbose: 0));
        Says("`y` is missing", () => model.fit(tf.data.Dataset.from_tensor_slices(x).batch(3), verbose: 0));
        Says("Models take arrays", () => model.predict(tf.data.Dataset.from_tensor_slices(new[] { "a" }), verbose: 0));
    }

    [TestMethod]
    public void The_bar_learns_the_number_of_batches_in_the_first_epoch()
    {
        Model model = NewModel();
        TextWriter console = Console.Out;
        StringWriter text = new();
        Console.SetOut(text);
        try { model.fit(XY.filter((x, y) => true).batch(3), epochs: 2); }
        finally { Console.SetOut(console); }
        string[] epochs = text.ToString().Split("Epoch ");
        StringAssert.Contains(epochs[1], "1/Unknown");
        StringAssert.Contains(epochs[1], "4/4");
        Assert.IsFalse(epochs[2].Contains("Unknown"));
    }

    [TestMethod]
    public void Training_that_stops_early_ends_the_threads()
    {
        int running = 0;
        IEnumerable<(NDArray, NDArray)> Source()
        {
            Interlocked.Increment(ref running);
            try { while (true) yield return (x, y); }
            finally { Interlocked.Decrement(ref running); }
        }
        Model model = NewModel();
        model.fit(tf.data.Dataset.from_generator(Source).prefetch(2), steps_per_epoch: 2, verbose: 0, validation_data: tf.data.Dataset.from_generator(Source).prefetch(1), validation_steps: 1);
        Assert.AreEqual(0, running);
    }
}
