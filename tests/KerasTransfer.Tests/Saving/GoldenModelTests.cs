using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Saving;

/// <summary>Files of Keras 3 and tf_keras load, predict the same, and train on with the losses they would have had.</summary>
[TestClass]
public class GoldenModelTests
{
    public static IEnumerable<object[]> Files => SavingGolden.Cases.SelectMany(c => c.Files.Select(f => new object[] { c.Name, f }));

    [TestMethod, DynamicData(nameof(Files))]
    public void Loads_predicts_and_trains_on(string name, string file)
    {
        SavingGolden.Case golden = SavingGolden.Cases.Single(c => c.Name == name);
        Model model = keras.models.load_model(SavingGolden.File(file));
        NDArray[] predicted = model.predict_outputs(golden.X, verbose: 0);
        Assert.HasCount(golden.Predictions.Length, predicted);
        for (int i = 0; i < predicted.Length; i++) Assert.IsLessThan(1e-5, SavingGolden.Difference(golden.Predictions[i], predicted[i]), $"prediction {i}");

        var evaluated = model.evaluate(golden.X, golden.Y, batch_size: golden.Batch, verbose: 0).ToDictionary();
        CollectionAssert.AreEquivalent(golden.Evaluated.Keys.ToArray(), evaluated.Keys.ToArray());
        foreach ((string key, double value) in golden.Evaluated) Assert.AreEqual(value, evaluated[key], 1e-4, key);

        History history = model.fit(golden.X, golden.Y, epochs: 2, batch_size: golden.Batch, shuffle: false, verbose: 0);
        foreach ((string key, double[] values) in golden.History)
            for (int e = 0; e < values.Length; e++) Assert.AreEqual(values[e], history.history[key][e], 1e-4, $"{key} of epoch {e}");
    }

    [TestMethod, DynamicData(nameof(Files))]
    public void Comes_back_the_same_from_our_own_files(string name, string file)
    {
        SavingGolden.Case golden = SavingGolden.Cases.Single(c => c.Name == name);
        using TestFolder folder = new();
        Model model = keras.models.load_model(SavingGolden.File(file));
        foreach (string copy in new[] { "copy.h5", "copy.keras" })
        {
            model.save(folder.File(copy));
            Model again = keras.models.load_model(folder.File(copy));
            NDArray[] predicted = again.predict_outputs(golden.X, verbose: 0);
            for (int i = 0; i < predicted.Length; i++) Assert.IsLessThan(1e-5, SavingGolden.Difference(golden.Predictions[i], predicted[i]), copy);
            History history = again.fit(golden.X, golden.Y, epochs: 1, batch_size: golden.Batch, shuffle: false, verbose: 0);
            foreach ((string key, double[] values) in golden.History) Assert.AreEqual(values[0], history.history[key][0], 1e-4, $"{copy}: {key}");
        }
    }

    [TestMethod]
    public void Weights_alone_by_place_and_by_name()
    {
        using TestFolder folder = new();
        SavingGolden.Case golden = SavingGolden.Cases.Single(c => c.Name == "k3_several_dict");
        Model model = keras.models.load_model(SavingGolden.File("k3_several_dict.h5"));
        foreach (string name in new[] { "w.weights.h5", "w.h5", "w.hdf5" })
        {
            model.save_weights(folder.File(name));
            Model clone = keras.models.clone_model(model);
            Assert.IsGreaterThan(1e-3, SavingGolden.Difference(golden.Predictions[1], clone.predict_outputs(golden.X, verbose: 0)[1]), "fresh weights");
            WeightsReport report = clone.load_weights(folder.File(name));
            Assert.IsTrue(report.IsComplete, report.ToString());
            Assert.IsLessThan(1e-5, SavingGolden.Difference(golden.Predictions[1], clone.predict_outputs(golden.X, verbose: 0)[1]), name);
        }
        Model byName = keras.models.clone_model(model);
        Assert.IsTrue(byName.load_weights(folder.File("w.h5"), by_name: true).IsComplete);
        Assert.IsLessThan(1e-5, SavingGolden.Difference(golden.Predictions[0], byName.predict_outputs(golden.X, verbose: 0)[0]));

        Sequential other = new([keras.Input(4), new Dense(5, name: "shared"), new Dense(7, name: "kind"), new Dense(1, name: "new")]);
        float[] before = other.layers[1].get_weights()[0].AsSpan<float>().ToArray();
        Assert.Throws<ValueError>(() => other.load_weights(folder.File("w.h5"), by_name: true));
        CollectionAssert.AreEqual(before, other.layers[1].get_weights()[0].AsSpan<float>().ToArray(), "nothing changes when loading fails");
        WeightsReport partly = other.load_weights(folder.File("w.h5"), by_name: true, skip_mismatch: true);
        Assert.HasCount(2, partly.Loaded, "the layer 'shared'");
        Assert.HasCount(2, partly.Skipped, "both weights of 'kind'");
        CollectionAssert.Contains(partly.Unused.ToArray(), "norm");
        StringAssert.Contains(Assert.Throws<ValueError>(() => other.load_weights(folder.File("w.h5"))).Message, "Layer count mismatch when loading weights from file. Model expected 3 layers, found 5 saved layers.");
    }

    [TestMethod]
    public void A_mode_that_Keras_writes_by_default_does_not_hold()
    {
        // Keras 3 writes {"training": false} with every call of Dropout; {"training": true} was given by somebody.
        foreach (bool training in (bool[])[false, true])
        {
            KerasTensor x = keras.Input(64);
            Dictionary<string, object?> root = (Dictionary<string, object?>)ConfigJson.Parse(keras.Model(x, keras.layers.Dropout(0.5).Apply(x)).to_json())!;
            Dictionary<string, object?> Part(object? of, string key) => (Dictionary<string, object?>)((Dictionary<string, object?>)of!)[key]!;
            Dictionary<string, object?> dropout = (Dictionary<string, object?>)((List<object?>)Part(root, "config")["layers"]!)[1]!;
            Part(((List<object?>)dropout["inbound_nodes"]!)[0], "kwargs")["training"] = training;
            Model model = keras.models.model_from_json(ConfigJson.Write(root));
            NDArray ones = np.ones((2, 64), dtype: "float32");
            Assert.IsTrue(np.any(model.Apply(ones, training: true) == 0).item<bool>(), "in training");
            Assert.AreEqual(training, np.any(model.predict(ones, verbose: 0) == 0).item<bool>(), "in inference");
        }
    }
}
