using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Scripts;

#pragma warning disable CS0618 // old spellings are what some of these are about

/// <summary>The forms in which arguments of shapes, layers, losses, metrics and data are written.</summary>
[TestClass, DoNotParallelize]
public class SpellingTests
{
    private static NDArray X(int n = 12, int d = 4) => NDArray.FromArray([.. Enumerable.Range(0, n * d).Select(i => MathF.Sin(i * 1.7f))], (n, d));
    private static NDArray Y(int n = 12) => np.arange(n) % 2;

    [TestMethod]
    public void Shapes_of_inputs()
    {
        int? batch = null;
        int side = 5;
        Assert.AreEqual("(None, 28, 28)", keras.Input(shape: (28, 28)).shape.ToString());
        Assert.AreEqual("(None, None, None, 3)", keras.Input(shape: (null, null, 3)).shape.ToString());
        Assert.AreEqual("(None, None, 3)", keras.Input(shape: [null, 3]).shape.ToString());
        Assert.AreEqual("(None, 784)", keras.layers.Input(shape: 784).shape.ToString());
        Assert.AreEqual("(None, None, 5, 3)", tf.keras.Input(shape: (batch, side, 3)).shape.ToString());
        Assert.AreEqual("(8, 4)", keras.Input(shape: 4, batch_size: 8).shape.ToString());
        Assert.AreEqual("(None, 4)", keras.Input(batch_shape: (null, 4)).shape.ToString());
    }

    [TestMethod]
    public void Compile_and_fit_in_many_forms()
    {
        LossFunction mse = (y_true, y_pred) => keras.ops.mean(keras.ops.square(y_true - y_pred), axis: -1);
        var model = new Sequential([new Dense(8, activation: "relu", input_shape: 4), new Dropout(0.1), new Dense(2, activation: "softmax")]);
        var (x, y) = (X(), Y());
        model.compile(optimizer: "Adam", loss: "sparse_categorical_crossentropy", metrics: ["acc"]);
        var history = model.fit(x, y, 4, 2, 0);
        Assert.HasCount(2, history.history["acc"]);
        StringAssert.Contains(Assert.Throws<KeyNotFoundException>(() => history.history["accuracy"]).Message, "'acc', 'loss'");
        model.compile("SGD", loss: keras.losses.sparse_categorical_crossentropy, metrics: "accuracy");
        model.fit(x, y, verbose: 0, shuffle: "batch");
        model.compile(new KerasTransfer.Optimizers.Adam(0.01), new KerasTransfer.Losses.SparseCategoricalCrossentropy(), metrics: new[] { "accuracy", "sparse_top_k_categorical_accuracy" });
        model.compile(tf.optimizers.RMSprop(learning_rate: 1e-3), tf.keras.losses.SparseCategoricalCrossentropy(), metrics: new List<string> { "accuracy" });
        model.compile("adam", "sparse_categorical_crossentropy", loss_weights: 2.0, metrics: new Metric[] { "accuracy" });
        model.compile(keras.optimizers.SGD(lr: 0.01, decay: 1e-6, momentum: 0.9, nesterov: true), loss: "sparse_categorical_crossentropy");
        model.fit(x, y, nb_epoch: 2, batch_size: 4, verbose: 0);
        model.fit(x, y, epochs: 1, verbose: "auto", callbacks: []);
        model.fit(x, y, epochs: 2, validation_split: 0.25, validation_freq: [2], verbose: 2);
        model.fit(x, y, validation_data: (x, y, np.ones(12)), validation_batch_size: 5, verbose: false);
        model.fit(x, y, validation_data: [x, y], verbose: 0);
        model.fit(x, y, sample_weight: np.arange(12), verbose: 0);
        model.fit(x, y, class_weight: new() { [0] = 1, [1] = 2 }, verbose: 0);
        double loss = model.evaluate(x, y, verbose: 0);
        Assert.IsTrue(double.IsFinite(loss));
        model.compile("adam", loss: (LossFunction)((t, p) => keras.ops.mean(p, axis: -1)));
        model.compile("adam", mse);
        model.compile();
        model.summary();
    }

    [TestMethod]
    public void Several_inputs_as_lists_variables_and_by_name()
    {
        var (a, b) = (keras.Input(4, name: "left"), keras.Input(4, name: "right"));
        var model = new Model(inputs: [a, b], outputs: [keras.layers.Dense(1, name: "one").Apply(keras.layers.concatenate([a, b])), keras.layers.Dense(1, name: "two").Apply(keras.layers.Add().Apply([a, b]))]);
        var (x, y) = (X(), np.ones((12, 1)));
        NDArray[] xs = [x, x], ys = [y, y];
        model.compile("sgd", loss: ["mse", "mae"], loss_weights: [1.0, 0.5], metrics: [["mae"], [new KerasTransfer.Metrics.MeanSquaredError()]]);
        model.fit([x, x], [y, y], validation_data: ([x, x], [y, y]), verbose: 0);
        model.fit(xs, ys, validation_data: (xs, ys), verbose: 0);
        model.fit(new() { ["left"] = x, ["right"] = x }, new() { ["one"] = y, ["two"] = y }, verbose: 0);
        model.compile("sgd", loss: "mse");
        model.fit([x, x], [y, y], sample_weight: [np.ones(12), np.ones(12)], verbose: 0);
        NDArray[] outputs = model.predict_outputs([x, x], verbose: 0);
        Assert.AreEqual("(12, 1)", outputs[1].shape.ToString());
        Assert.HasCount(2, model.predict_outputs(new List<NDArray> { x, x }, verbose: 0));
        CollectionAssert.AreEqual((string[])["one", "two"], model.output_names);
        EvaluationResult results = model.evaluate([x, x], [y, y], verbose: 0, return_dict: true);
        CollectionAssert.AreEqual((string[])["loss", "one_loss", "two_loss"], results.Names.ToArray());
        Assert.HasCount(3, model.metrics_names.Zip(results).ToArray());
    }

    [TestMethod]
    public void Models_from_layers_of_other_models()
    {
        var model = keras.Sequential();
        model.add(keras.layers.Input(shape: 4));
        model.add(new Dense(6, activation: keras.activations.relu, kernel_initializer: keras.initializers.he_normal(), name: "hidden"));
        model.add(keras.layers.Dense(3, kernel_regularizer: "l2", W_constraint: null));
        model.add(keras.layers.Activation("softmax"));
        var features = keras.Model(model.input, model.get_layer("hidden").output);
        var features2 = keras.models.Model(inputs: model.inputs, outputs: model.layers[^2].output);
        var features3 = keras.Model(input: model.input, output: model.layers[^1].output);
        var x = X();
        Assert.AreEqual("(12, 6)", features.predict(x, verbose: 0).shape.ToString());
        Assert.AreEqual("(12, 3)", features2.Apply(x).shape.ToString());
        Assert.IsTrue(np.allclose(features3.predict(x, verbose: 0), model.predict(x, verbose: 0)));
        Assert.IsTrue(np.allclose(features.Apply(x, training: false), model.layers[0].Apply(x, training: true)));
        var features4 = keras.models.Model(input: model.input, output: model.output);
        var features5 = new Model(model.input, model.output, "third");
        Assert.AreEqual("third", features5.name);
        var head = keras.Sequential(model.layers[..^1]);
        Assert.HasCount(2, head.layers);
        foreach (var layer in model.layers)
            foreach (var w in layer.weights) print(w.name, w.shape);
        Assert.AreEqual("(4, 6)", model.layers[0].weights[0].shape.ToString());
        NDArray[] classes = [model.predict_classes(x), model.predict_proba(x)];
        Assert.IsTrue(np.array_equal(classes[0], np.argmax(classes[1], axis: -1)));
    }

    private static IEnumerable<(NDArray, NDArray)> Endless(int[] given)
    {
        for (int i = 0; ; i++)
        {
            given[0]++;
            yield return (X(5), Y(5));
        }
    }

    private static IEnumerable<(NDArray, NDArray)> Three() => [(X(5), Y(5)), (X(5), Y(5)), (X(2), Y(2))];

    private sealed class Steps : Callback
    {
        public List<int> Seen { get; } = [];
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => Seen.Add(0);
        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => Seen[^1]++;
    }

    [TestMethod]
    public void Generators()
    {
        var model = keras.Sequential([keras.layers.Dense(2, activation: "softmax", input_dim: 4)]);
        model.compile("sgd", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Steps steps = new();
        int[] given = [0];
        model.fit(Endless(given), steps_per_epoch: 3, epochs: 2, verbose: 0, callbacks: [steps], validation_data: ValidationData.Batches(Three()));
        CollectionAssert.AreEqual((int[])[3, 3], steps.Seen);
        Assert.AreEqual(6, given[0], "no batch is made that is not used");
        steps.Seen.Clear();
        History h = model.fit(Three(), epochs: 2, verbose: 1, callbacks: [steps], validation_data: (X(), Y()));
        CollectionAssert.AreEqual((int[])[3, 3], steps.Seen);
        Assert.HasCount(2, h.history["val_loss"]);
        steps.Seen.Clear();
        model.fit(Three(), epochs: 2, steps_per_epoch: 2, verbose: 0, callbacks: [steps]);
        CollectionAssert.AreEqual((int[])[2, 1], steps.Seen, "an epoch goes on where the last one stopped");
        var (loss, accuracy) = model.evaluate(Three(), verbose: 0);
        var (loss2, _) = model.evaluate(np.concatenate([.. Three().Select(b => b.Item1)], axis: 0), np.concatenate([.. Three().Select(b => b.Item2)], axis: 0), batch_size: 5, verbose: 0);
        Assert.AreEqual(loss2, loss, 1e-6);
        Assert.AreEqual("(12, 2)", model.predict(Three(), verbose: 0).shape.ToString());
        Assert.AreEqual("(10, 2)", model.predict(Endless(given), steps: 2, verbose: 0).shape.ToString());
        model.fit_generator(Endless(given), steps_per_epoch: 2, epochs: 1, verbose: 0, workers: 4, use_multiprocessing: true);
        Assert.AreEqual(2, model.evaluate_generator(Three()).Count);
        Assert.AreEqual("(12, 2)", model.predict_generator(Three().Select(b => b.Item1)).shape.ToString());
        StringAssert.Contains(Assert.Throws<ValueError>(() => model.fit(new int[3], verbose: 0)).Message, "(x, y)");
    }
}
