using System.Text.Json;

namespace KerasTransfer.Tests.Models;

/// <summary>Whole trainings against those that Python Keras made with the same seeds: tests/golden/training.py.</summary>
[TestClass, DoNotParallelize]
public class TrainingTests
{
    private static readonly string folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "training");
    private static readonly JsonElement expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement;

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static (NDArray X, NDArray Y) Data()
    {
        var data = np.load_npz(Path.Combine(folder, "data.npz"));
        return (data["x"], data["y"]);
    }

    private static void Agrees(string name, History history, double tolerance = 1e-3)
    {
        JsonElement curves = expected.GetProperty(name);
        CollectionAssert.AreEqual(curves.EnumerateObject().Select(p => p.Name).ToArray(), history.history.Keys.ToArray(), $"{name}: the names in the history");
        foreach (JsonProperty curve in curves.EnumerateObject())
        {
            double[] values = [.. curve.Value.EnumerateArray().Select(v => v.GetDouble())];
            Assert.HasCount(values.Length, history.history[curve.Name]);
            for (int i = 0; i < values.Length; i++)
                Assert.AreEqual(values[i], history.history[curve.Name][i], tolerance * Math.Max(1e-2, Math.Abs(values[i])), $"{name}: {curve.Name} of epoch {i}");
        }
    }

    private static void Near(string name, NDArray values, double tolerance = 1e-4)
    {
        double[] flat = [.. Flatten(expected.GetProperty(name))];
        ReadOnlySpan<double> actual = values.astype("float64").AsSpan<double>();
        Assert.AreEqual(flat.Length, actual.Length, name);
        for (int i = 0; i < flat.Length; i++) Assert.AreEqual(flat[i], actual[i], tolerance * Math.Max(1, Math.Abs(flat[i])), $"{name}[{i}]");

        static IEnumerable<double> Flatten(JsonElement e) => e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().SelectMany(Flatten) : [e.GetDouble()];
    }

    [TestMethod]
    public void Same_seed_same_run()
    {
        GlobalSeed.Set(1234);
        NDArray x = ((NDArray)np.random.normal(size: (300, 20))).astype("float32");
        NDArray y = (x[.., ..3].sum(1) + (NDArray)np.random.normal(size: 300) * .1 > 0).astype("int64");
        Sequential m = keras.Sequential([
            keras.Input(20), keras.layers.Dense(32, activation: "relu", kernel_initializer: "he_normal"), keras.layers.BatchNormalization(), keras.layers.Dropout(.3), keras.layers.GaussianNoise(.1),
            keras.layers.Dense(16, activation: "tanh"), keras.layers.Dense(2, activation: "softmax")]);
        m.compile("adam", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Agrees("seeded", m.fit(x, y, epochs: 5, validation_split: .2, verbose: 0));
        Near("seeded_predict", m.predict(x[..4], verbose: 0));
        var (loss, accuracy) = m.evaluate(x, y, verbose: 0);
        Near("seeded_evaluate", np.array([loss, accuracy]));
    }

    [TestMethod]
    public void Several_outputs()
    {
        GlobalSeed.Set(5);
        (NDArray x, NDArray y) = Data();
        NDArray even = (y % 2 == 0).astype("float32");
        KerasTensor i = keras.Input(12), h = keras.layers.Dense(8, activation: "relu").Apply(i);
        KerasTensor a = keras.layers.Dense(3, activation: "softmax", name: "digit").Apply(h);
        KerasTensor b = keras.layers.Dense(1, activation: "sigmoid", name: "even").Apply(keras.layers.Concatenate().Apply([h, i]));
        Model m = keras.Model(i, [a, b]);
        m.compile(keras.optimizers.SGD(.05, momentum: .9), loss: new() { ["digit"] = "sparse_categorical_crossentropy", ["even"] = keras.losses.BinaryCrossentropy() },
            loss_weights: new() { ["digit"] = 1.0, ["even"] = .5 }, metrics: new() { ["digit"] = ["accuracy"], ["even"] = ["accuracy", keras.metrics.AUC(name: "auc")] });
        Agrees("outputs", m.fit(x, new() { ["digit"] = y, ["even"] = even }, epochs: 3, batch_size: 24, verbose: 0));
        EvaluationResult result = m.evaluate(x, new() { ["digit"] = y, ["even"] = even }, verbose: 0);
        Near("outputs_evaluate", np.array(Enumerable.Range(0, result.Count).Select(k => result[k]).ToArray()));
        CollectionAssert.AreEqual((string[])["loss", "digit_loss", "even_loss", "digit_accuracy", "even_accuracy", "even_auc"], result.Names.ToArray());
    }

    [TestMethod]
    public void Class_weights_penalties_constraints_and_clipping()
    {
        GlobalSeed.Set(6);
        (NDArray x, NDArray y) = Data();
        Sequential m = keras.Sequential([
            keras.layers.Dense(10, input_shape: 12, activation: "elu", kernel_regularizer: "l2", activity_regularizer: keras.regularizers.L1(1e-3), kernel_constraint: "max_norm"), keras.layers.Dense(3)]);
        m.compile(keras.optimizers.RMSprop(.01, clipnorm: .5), keras.losses.SparseCategoricalCrossentropy(from_logits: true), metrics: ["accuracy"], weighted_metrics: ["accuracy"]);
        Agrees("weighted", m.fit(x, y, epochs: 3, class_weight: new Dictionary<int, double> { [0] = 1, [1] = 2, [2] = .5 }, verbose: 0, validation_data: (x[..50], y[..50])));
    }

    [TestMethod]
    public void Freezing_a_nested_base_and_fine_tuning()
    {
        GlobalSeed.Set(7);
        (NDArray x, NDArray y) = Data();
        Sequential based = keras.Sequential([keras.Input(12), keras.layers.Dense(16, activation: "relu", name: "f1"), keras.layers.BatchNormalization(name: "bn"), keras.layers.Dense(8, activation: "relu", name: "f2")], name: "base");
        Sequential head = keras.Sequential([based, keras.layers.Dense(3, activation: "softmax", name: "old")]);
        head.compile("adam", "sparse_categorical_crossentropy", metrics: ["acc"]);
        Agrees("source", head.fit(x, y, epochs: 2, verbose: 0));
        based.trainable = false;
        NDArray[] before = based.get_weights();
        KerasTensor i = keras.Input(12);
        Model m = keras.Model(i, keras.layers.Dense(2, activation: "softmax", name: "new").Apply(based.Apply(i)));
        m.compile("adam", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Agrees("frozen", m.fit(x, y % 2, epochs: 2, verbose: 0));
        foreach ((NDArray old, NDArray now) in before.Zip(based.get_weights())) Assert.IsTrue(np.array_equal(old, now), "frozen weights and statistics stay as they are, to the bit");
        Near("frozen_weights", np.array(m.get_weights().Select(w => (double)np.abs(w).sum()).ToArray()), 1e-3);
        based.trainable = true;
        m.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Agrees("finetuned", m.fit(x, y % 2, epochs: 2, verbose: 0));
        Near("finetuned_predict", m.predict(x[..3], verbose: 0), 1e-3);
    }

    [TestMethod]
    [DataRow("finetuned.h5"), DataRow("finetuned.keras")]
    public void Models_saved_by_Keras_predict_the_same(string file)
    {
        Model m = keras.models.load_model(Path.Combine(folder, file));
        Near("finetuned_predict", m.predict(Data().X[..3], verbose: 0), 1e-5);
    }

    [TestMethod]
    public void Weights_saved_by_Keras_load()
    {
        Model m = keras.models.load_model(Path.Combine(folder, "finetuned.h5"), compile: false);
        foreach (Variable w in m.weights) w.assign(np.zeros(w.shape).astype("float32"));
        WeightsReport report = m.load_weights(Path.Combine(folder, "finetuned.weights.h5"));
        Assert.IsTrue(report.IsComplete, report.ToString());
        Near("finetuned_predict", m.predict(Data().X[..3], verbose: 0), 1e-5);
        foreach (Variable w in m.weights) w.assign(np.zeros(w.shape).astype("float32"));
        Assert.IsTrue(m.load_weights(Path.Combine(folder, "finetuned.h5")).IsComplete);
        Near("finetuned_predict", m.predict(Data().X[..3], verbose: 0), 1e-5);
    }

    [TestMethod]
    public void Training_goes_on_from_a_file_of_Keras_as_if_it_had_not_been_saved()
    {
        (NDArray x, NDArray y) = Data();
        Model m = keras.models.load_model(Path.Combine(folder, "halfway.h5"));
        Agrees("second", m.fit(x, y, epochs: 2, shuffle: false, verbose: 0), 1e-4);
    }

    [TestMethod]
    [DataRow("m.h5"), DataRow("m.keras")]
    public void Training_goes_on_from_our_own_file_bit_for_bit(string file)
    {
        GlobalSeed.Set(8);
        (NDArray x, NDArray y) = Data();
        Sequential m = keras.Sequential([keras.Input(12), keras.layers.Dense(6, activation: "relu"), keras.layers.Dense(3, activation: "softmax")]);
        m.compile("adam", "sparse_categorical_crossentropy");
        Agrees("first", m.fit(x, y, epochs: 2, shuffle: false, verbose: 0));
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, file);
        m.save(path);
        Model again = keras.models.load_model(path);
        History straight = m.fit(x, y, epochs: 2, shuffle: false, verbose: 0), resumed = again.fit(x, y, epochs: 2, shuffle: false, verbose: 0);
        Agrees("second", straight);
        CollectionAssert.AreEqual(straight.history["loss"].ToArray(), resumed.history["loss"].ToArray());
        foreach ((NDArray a, NDArray b) in m.get_weights().Zip(again.get_weights())) Assert.IsTrue(np.array_equal(a, b));
    }

    [TestMethod]
    public void Steps_shuffled_batches_and_schedules()
    {
        GlobalSeed.Set(9);
        (NDArray x, NDArray y) = Data();
        Sequential m = keras.Sequential([keras.Input(12), keras.layers.Dense(3, activation: "softmax")]);
        m.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(.1, 10, .5)), "sparse_categorical_crossentropy");
        Agrees("batch_shuffle", m.fit(x, y, epochs: 2, shuffle: "batch", batch_size: 30, verbose: 0));
        Agrees("steps", m.fit(x, y, epochs: 3, batch_size: 40, steps_per_epoch: 3, verbose: 0));
        Near("train_on_batch", np.array([(double)m.train_on_batch(x[..16], y[..16]), (double)m.train_on_batch(x[16..40], y[16..40])]));
        Near("test_on_batch", np.array([(double)m.test_on_batch(x[..16], y[..16])]));
    }
}
