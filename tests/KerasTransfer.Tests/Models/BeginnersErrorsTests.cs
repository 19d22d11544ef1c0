namespace KerasTransfer.Tests.Models;

/// <summary>What beginners get wrong: the message says where, what was expected, what was given and what to do.</summary>
[TestClass, DoNotParallelize]
public class BeginnersErrorsTests
{
    private static readonly NDArray x = np.ones((12, 4)), labels = np.arange(12) % 3, onehot = keras.utils.to_categorical(labels, 3);

    private static Sequential Classifier(string loss = "sparse_categorical_crossentropy")
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(5, activation: "relu", name: "hidden"), keras.layers.Dense(3, activation: "softmax", name: "classes")]);
        m.compile("adam", loss, metrics: ["accuracy"]);
        return m;
    }

    private static void Raises(Action act, params string[] parts)
    {
        string message = Assert.ThrowsExactly<ValueError>(act).Message;
        foreach (string part in parts) StringAssert.Contains(message, part);
    }

    [TestMethod]
    public void Shapes()
    {
        Raises(() => Classifier().fit(np.ones((12, 5)), labels, verbose: 0), "Exception encountered when calling Sequential.call().",
            "Input 0 with name 'None' of layer 'hidden' is incompatible with the layer: expected axis -1 of input shape to have value 4, but received input with shape (12, 5)");
        Raises(() => Classifier().predict(np.ones(4), verbose: 0), "expected shape=(None, 4), found shape=(4,)", "np.expand_dims(x, axis: 0)");
        Raises(() => Classifier().predict(np.ones((2, 3, 4)), verbose: 0), "expected shape=(None, 4), found shape=(2, 3, 4)");
        KerasTensor a = keras.Input(4, name: "i1"), b = keras.Input(4, name: "i2");
        Model two = keras.Model([a, b], keras.layers.Add().Apply([a, b]), name: "two");
        Raises(() => two.predict(x, verbose: 0), "Layer \"two\" expects 2 input(s)", "'i1', 'i2'", "received 1");
        Raises(() => two.predict([x, np.ones((12, 5))], verbose: 0), "Input 1 with name 'i2' of layer 'two' is incompatible with the layer: expected shape=(None, 4), found shape=(12, 5)");
        Raises(() => two.predict(new() { ["i1"] = x, ["i3"] = x }, verbose: 0), "'i3'", "i1, i2");
        Raises(() => two.predict(new() { ["i1"] = x }, verbose: 0), "'i2'");
        Raises(() => two.predict([x, x[..3]], verbose: 0), "Data cardinality is ambiguous", "'x' sizes: 12, 3");
        Raises(() => keras.layers.Dense(2, name: "d").Apply([a, b]), "Layer \"d\" expects 1 input(s), but it received 2 input tensors.");
        Raises(() => keras.Sequential([keras.Input(4), keras.layers.Dense(0)]), "units", "Received: units=0");
    }

    [TestMethod]
    public void Targets()
    {
        Raises(() => Classifier().fit(x, verbose: 0), "`y` is missing");
        Raises(() => Classifier().evaluate(x, verbose: 0), "`y` is missing");
        Raises(() => Classifier().fit(x, labels[..5], verbose: 0), "Data cardinality is ambiguous", "'x' sizes: 12", "'y' sizes: 5");
        Raises(() => Classifier().fit(x, labels + 1, verbose: 0), "Received a label value of 3 which is outside the valid range of [0, 3)", "'classes'", "Count from 0: y - 1.");
        Raises(() => Classifier().fit(x, labels - 1, verbose: 0), "Received a label value of -1");
        Raises(() => Classifier().fit(x, labels * 2, verbose: 0), "Give the output layer 5 units");
        Raises(() => Classifier().fit(x, np.full(12, double.NaN), verbose: 0), "missing values");
        Raises(() => Classifier().fit(x, onehot, verbose: 0), "(12, 3)", "categorical_crossentropy");
        Raises(() => Classifier("categorical_crossentropy").fit(x, labels, verbose: 0), "sparse_categorical_crossentropy", "to_categorical");
        Raises(() => Classifier().fit(x, [labels, labels], verbose: 0), "1 output(s) ('classes')", "2 target(s)");
        Raises(() => Classifier().fit(x, np.ones((12, 4, 3)), class_weight: new() { [0] = 1 }, verbose: 0), "`class_weight` needs one class per sample");
        Raises(() => Classifier("mse").fit(x, np.ones((12, 5)), verbose: 0), "This is in the loss 'mse' of the output 'classes', which compares targets of shape (12, 5) with predictions of shape (12, 3)");
        Classifier().fit(x, labels.astype("float32"), verbose: 0);
        Classifier().fit(x, labels.reshape(12, 1), verbose: 0);
    }

    [TestMethod]
    public void Names()
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(3)]);
        Raises(() => m.compile("adma", "mse"), "Could not interpret optimizer identifier: adma", "'adam'");
        Raises(() => m.compile("adam", "sparse_categorical_crosentropy"), "Could not interpret loss identifier", "'sparse_categorical_crossentropy'");
        Raises(() => m.compile("adam", "mse", metrics: ["acuracy"]), "Could not interpret metric identifier: acuracy", "'accuracy'");
        Raises(() => keras.layers.Dense(3, activation: "rellu"), "Could not interpret activation function identifier: rellu", "'relu'");
        Raises(() => keras.layers.Dense(3, kernel_initializer: "he_norma"), "Could not interpret initializer identifier: he_norma", "he_normal");
        Raises(() => m.get_layer("dnse"), "No such layer: dnse. Existing layers are:");
    }

    [TestMethod]
    public void Order_of_steps()
    {
        Sequential m = keras.Sequential([keras.layers.Dense(3)]);
        foreach (Action act in (Action[])[() => m.fit(x, labels), () => m.evaluate(x, labels), () => m.train_on_batch(x, labels), () => m.test_on_batch(x, labels)])
            Raises(act, "You must call `compile()` before using the model.");
        Raises(() => m.save(Path.Combine(Path.GetTempPath(), "unbuilt.h5")), "built");
        m.compile("adam");
        Raises(() => m.fit(x, labels, verbose: 0), "No loss to compute. Provide a `loss` argument in `compile()`.");
        Raises(() => Classifier().fit(x, labels, batch_size: 0, verbose: 0), "batch_size");
        Raises(() => Classifier().fit(x, labels, steps_per_epoch: 0, verbose: 0), "steps_per_epoch");
        Raises(() => Classifier().fit(np.ones((0, 4)), np.ones(0), verbose: 0), "empty");
        Raises(() => Classifier().predict(np.ones((0, 4)), verbose: 0), "empty");
        Raises(() => Classifier().fit(x, labels, validation_split: 1.0, verbose: 0), "which is not sufficient to split it into a validation and training set as specified by `validation_split=1.0`");
        Raises(() => Classifier().fit(x, labels, class_weight: new() { [0] = 1 }, sample_weight: np.ones(12), verbose: 0), "You cannot `class_weight` and `sample_weight` at the same time.");
        Assert.Throws<NotSupportedException>(() => m.compile("adam", "mse", run_eagerly: true));
    }

    [TestMethod]
    public void Lists_and_names_of_several_outputs()
    {
        KerasTensor i = keras.Input(4);
        Model m = keras.Model(i, [keras.layers.Dense(1, name: "a").Apply(i), keras.layers.Dense(1, name: "b").Apply(i)]);
        NDArray y = np.ones((12, 1));
        void Fit(string part, Action compile)
        {
            compile();
            Raises(() => m.fit(x, [y, y], verbose: 0), part);
        }
        Fit("Received: 3 losses. Model has 2 outputs.", () => m.compile("sgd", loss: ["mse", "mse", "mae"]));
        Fit("in loss dict, but found loss.keys()=['a', 'zz']", () => m.compile("sgd", loss: new() { ["a"] = "mse", ["zz"] = "mse" }));
        Fit("Expected keys ['a', 'b'] in loss dict, but found loss.keys()=['a']", () => m.compile("sgd", loss: new() { ["a"] = "mse" }));
        Fit("`loss_weights` must match the number of losses", () => m.compile("sgd", loss: ["mse", "mse"], loss_weights: [1.0]));
        Fit("'zz'", () => m.compile("sgd", loss: "mse", loss_weights: new() { ["zz"] = 1.0 }));
        Fit("as many entries as the model has outputs", () => m.compile("sgd", loss: "mse", metrics: ["mae"]));
        m.compile("sgd", "mse");
        Raises(() => m.fit(x, y, verbose: 0), "2 output(s) ('a', 'b')", "1 target(s)");
        Raises(() => m.fit(x, new() { ["a"] = y }, verbose: 0), "`y` has no array for 'b'");
        EvaluationResult result = m.evaluate(x, [y, y], verbose: 0);
        Raises(() => { var (loss, accuracy) = result; }, "There are 3 results (loss, a_loss, b_loss), 2 are taken.");
        Raises(() => { double one = result; }, "There are 3 results");
        Raises(() => _ = result["accuracy"], "There is no 'accuracy' among the results. There are: loss, a_loss, b_loss.");
    }

    private sealed class Bad : Layer
    {
        public override Tensor call(Tensor x) => keras.ops.matmul(x, np.ones((7, 2)));
    }

    [TestMethod]
    public void Errors_inside_a_layer_name_it()
    {
        Raises(() => keras.Sequential([keras.Input(4), new Bad()]), "Exception encountered when calling Bad.call().", "of the layer 'bad", "  • inputs=Tensor(shape=(None, 4), dtype=float32)");
    }

    [TestMethod]
    public void Missing_values_in_the_data_show_as_such()
    {
        Sequential m = Classifier();
        NDArray bad = np.full((12, 4), double.NaN);
        History h = m.fit(bad, labels, epochs: 3, verbose: 0, callbacks: [keras.callbacks.TerminateOnNaN()]);
        Assert.HasCount(1, h.epoch);
        Assert.IsTrue(double.IsNaN(h.history["loss"][0]));
    }

    [TestMethod]
    public void Weights_of_another_network_change_nothing()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "other.weights.h5");
        keras.Sequential([keras.Input(4), keras.layers.Dense(7, name: "hidden"), keras.layers.Dense(3, name: "classes")]).save_weights(path);
        Sequential m = Classifier();
        NDArray[] before = m.get_weights();
        string message = Assert.Throws<ValueError>(() => m.load_weights(path)).Message;
        StringAssert.Contains(message, "hidden");
        foreach ((NDArray a, NDArray b) in before.Zip(m.get_weights())) Assert.IsTrue(np.array_equal(a, b));
    }
}
