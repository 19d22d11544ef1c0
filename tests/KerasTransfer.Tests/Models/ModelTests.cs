namespace KerasTransfer.Tests.Models;

/// <summary>What models are made of and how they change, after Keras's own tests for Sequential, Functional, Model and Layer.</summary>
[TestClass, DoNotParallelize]
public class ModelTests
{
    private static void Raises(string part, Action act) => StringAssert.Contains(Assert.Throws<ValueError>(act).Message, part);

    [TestMethod]
    public void A_sequential_model_is_built_at_its_first_call()
    {
        Sequential m = keras.Sequential([keras.layers.Dense(4, name: "a"), keras.layers.Dense(2)]);
        Assert.IsFalse(m.built);
        Assert.IsEmpty(m.get_weights());
        Raises("You tried to call `count_params` on layer", () => m.count_params());
        Assert.AreEqual("(5, 2)", m.Apply(np.ones((5, 3))).shape.ToString());
        Assert.IsTrue(m.built);
        Assert.HasCount(4, m.weights);
        Assert.HasCount(2, m.layers);
        Assert.AreEqual("(None, 3)", m.input_shape.ToString());
        Assert.AreEqual("(7, 2)", m.predict(np.ones((7, 3)), verbose: 0).shape.ToString());
        Assert.AreEqual(m.name + "/a/kernel", m.weights[0].path);
    }

    [TestMethod]
    public void Build_makes_the_weights()
    {
        Sequential m = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(2)]);
        m.build((null, 3));
        Assert.HasCount(4, m.weights);
        Assert.AreEqual(3 * 4 + 4 + 4 * 2 + 2, m.count_params());
        m.build((null, 3));
        Raises("You cannot build it with input_shape (None, 5)", () => m.build((null, 5)));
        Raises("cannot be built because it has no layers", () => keras.Sequential().build((null, 3)));

        Layer dense = keras.layers.Dense(4, name: "lone");
        dense.build((null, 3));
        Assert.IsTrue(dense.built);
        NDArray[] before = dense.get_weights();
        Assert.HasCount(2, before);
        Assert.AreEqual("lone/kernel", dense.weights[0].path);
        Assert.AreEqual(16L, dense.count_params());
        dense.Apply(np.ones((2, 3)));
        Assert.HasCount(2, dense.weights);
        Assert.IsTrue(np.array_equal(before[0], dense.get_weights()[0]), "the first call keeps them");

        Own own = new();
        own.build((null, 3));
        Assert.HasCount(1, own.weights, "an own build makes what it says");
        own.Apply(np.ones((2, 3)));
        Assert.HasCount(5, own.weights);
    }

    private sealed class Own : Model
    {
        private readonly Layer first = keras.layers.Dense(8), second = keras.layers.Dense(2);
        private Variable scale = null!;
        public override void build(Shape input_shape) => scale = add_weight("scale", shape: 1, initializer: "ones");
        public override Tensor call(Tensor inputs, bool training) => second.Apply(first.Apply(inputs)) * scale;
    }

    [TestMethod]
    public void A_model_of_ones_own_trains_all_its_weights()
    {
        Own m = new();
        m.compile("sgd", "mse");
        m.fit(np.ones((4, 3)), np.ones((4, 2)), verbose: 0);
        Assert.HasCount(5, m.trainable_weights);
        Assert.AreEqual("own", m.name.Split('_')[0]);
        Assert.AreNotEqual(1.0, m.weights[0].numpy().item<double>());
    }

    private sealed class Derived(KerasTensors inputs, KerasTensors outputs) : Model(inputs, outputs);

    [TestMethod]
    public void A_functional_model_of_ones_own_class_is_named_after_it()
    {
        KerasTensor i = keras.Input(2);
        StringAssert.StartsWith(new Derived(i, keras.layers.Dense(1).Apply(i)).name, "derived");
    }

    [TestMethod]
    public void Pop_add_and_reuse_keep_weights()
    {
        Sequential m = keras.Sequential([keras.Input(3), keras.layers.Dense(4), keras.layers.Dense(2, name: "old")]);
        NDArray[] before = m.get_weights();
        Assert.AreEqual("old", m.pop().name);
        Assert.AreEqual("(None, 4)", m.output_shape.ToString());
        m.add(keras.layers.Dense(5, name: "new"));
        Assert.AreEqual("(None, 5)", m.output_shape.ToString());
        Assert.IsTrue(np.array_equal(before[0], m.get_weights()[0]));
        Raises("is already the name of a layer in this model", () => m.add(keras.layers.Dense(5, name: "new")));
        Raises("You cannot add a different Input layer to it", () => m.add(keras.Input(3)));
        Assert.HasCount(2, m.layers);
        Raises("Input 0 with name 'None' of layer", () => m.add(new Picky()));
        Assert.HasCount(2, m.layers);
        m.add(keras.layers.Dense(1));
        Assert.AreEqual("(2, 1)", m.predict(np.ones((2, 3)), verbose: 0).shape.ToString());
        Raises("no layers", () => keras.Sequential().pop());
        Sequential without = keras.Sequential([keras.layers.Dense(2)]);
        Raises("must come first", () => without.add(keras.Input(3)));
    }

    private sealed class Picky : Layer
    {
        public Picky() => input_spec = new InputSpec(ndim: 4);
        public override Tensor call(Tensor inputs) => inputs;
    }

    [TestMethod]
    public void Layers_are_found_by_name_and_place()
    {
        Sequential m = keras.Sequential([keras.Input(3), keras.layers.Dense(4, name: "a")]);
        Assert.AreSame(m.layers[0], m.get_layer("a"));
        Assert.AreSame(m.layers[0], m.get_layer(index: 0));
        Raises("Provide only a layer name or a layer index. Received: index=0, name=a.", () => m.get_layer("a", 0));
        Raises("No such layer: zz. Existing layers are: ['a'].", () => m.get_layer("zz"));
        Raises("Was asked to retrieve layer at index 9 but model only has 1 layers.", () => m.get_layer(index: 9));
        Raises("Provide either a layer name or layer index at `get_layer`.", () => m.get_layer());
    }

    [TestMethod]
    public void Shared_layers_and_models_in_the_middle()
    {
        KerasTensor i = keras.Input(3);
        Layer shared = keras.layers.Dense(3, name: "shared");
        KerasTensor once = shared.Apply(i), twice = shared.Apply(once);
        Model m = keras.Model(i, [once, twice]);
        Assert.HasCount(2, m.weights);
        NDArray[] outputs = m.predict_outputs(np.ones((1, 3)), verbose: 0);
        Assert.IsTrue(np.allclose(outputs[1], shared.Apply(outputs[0])));
        Model tail = keras.Model(once, twice);
        Assert.IsTrue(np.allclose(outputs[1], tail.predict(outputs[0], verbose: 0)));
        Assert.AreSame(shared, tail.layers[^1]);
        Assert.AreSame(once, shared.output);
        Raises("has never been called and thus has no defined input", () => _ = keras.layers.Dense(1).input);
        Raises("Output with path `` is not connected to `inputs`", () => keras.Model(keras.Input(3), once));
        KerasTensor a = keras.layers.Dense(1, name: "same").Apply(i), b = keras.layers.Dense(1, name: "same").Apply(i);
        Raises("The name \"same\" is used 2 times in the model. All operation names should be unique.", () => keras.Model(i, [a, b]));
        Model nested = keras.Model(i, keras.layers.Dense(2).Apply(m.ApplyOutputs(i)[1]));
        Raises("nested model", () => keras.Model(keras.Input(3), keras.layers.Add().Apply([once, twice])));
        Assert.HasCount(3, nested.layers);
    }

    [TestMethod]
    public void The_number_of_axes_is_mended_where_the_last_has_length_one()
    {
        KerasTensor i = keras.Input(1), wide = keras.Input((4, 1));
        Model m = keras.Model(i, keras.layers.Dense(2).Apply(i)), w = keras.Model(wide, keras.layers.Dense(2).Apply(wide));
        Assert.AreEqual("(5, 2)", m.predict(np.ones(5), verbose: 0).shape.ToString());
        Assert.AreEqual("(5, 4, 2)", w.predict(np.ones((5, 4)), verbose: 0).shape.ToString());
        m.compile("sgd", "mse");
        m.fit(np.ones(5), np.ones((5, 2)), verbose: 0);
    }

    [TestMethod]
    public void Trainable_flags_go_down_and_counts_follow()
    {
        Sequential inner = keras.Sequential([keras.Input(3), keras.layers.Dense(4), keras.layers.BatchNormalization()]);
        KerasTensor i = keras.Input(3);
        Model m = keras.Model(i, keras.layers.Dense(1).Apply(inner.Apply(i)));
        Assert.HasCount(6, m.trainable_weights);
        Assert.HasCount(2, m.non_trainable_weights);
        inner.trainable = false;
        Assert.HasCount(2, m.trainable_weights);
        Assert.IsFalse(inner.layers[0].trainable);
        inner.layers[0].trainable = true;
        Assert.HasCount(4, m.trainable_weights, "the flags of containers in between are not asked");
        Assert.IsEmpty(inner.trainable_weights);
        m.trainable = false;
        Assert.IsEmpty(m.trainable_weights);
        m.trainable = true;
        Assert.HasCount(2, m.non_trainable_weights, "moving statistics stay what they are");
        m.compile("sgd", "mse");
        m.trainable = false;
        NDArray before = m.layers[^1].get_weights()[0];
        m.fit(np.ones((4, 3)), np.zeros((4, 1)), verbose: 0);
        Assert.IsTrue(np.array_equal(before, m.layers[^1].get_weights()[0]), "frozen after compile, before the first step");
    }

    [TestMethod]
    public void Recompiling_forgets_metrics_and_keeps_weights()
    {
        Sequential m = keras.Sequential([keras.Input(3), keras.layers.Dense(1)]);
        m.compile("adam", "mse", metrics: ["mae", "mae"]);
        NDArray x = np.ones((4, 3)), y = np.ones((4, 1));
        CollectionAssert.AreEqual((string[])["loss", "mae", "mae_1"], m.fit(x, y, verbose: 0).history.Keys.ToArray());
        NDArray[] before = m.get_weights();
        m.compile("sgd", "mse");
        CollectionAssert.AreEqual((string[])["loss"], m.evaluate(x, y, verbose: 0).Names.ToArray());
        Assert.IsTrue(np.array_equal(before[0], m.get_weights()[0]));
        EvaluationResult first = m.test_on_batch(x, y), second = m.test_on_batch(x, y);
        Assert.AreEqual(first[0], second[0]);
    }

    private sealed class Stop(int at) : Callback
    {
        public int Batches { get; private set; }
        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => model.stop_training = ++Batches == at;
    }

    [TestMethod]
    public void Training_stops_where_a_callback_says_so_and_begins_where_told()
    {
        Sequential m = keras.Sequential([keras.Input(3), keras.layers.Dense(1)]);
        m.compile("sgd", "mse");
        NDArray x = np.ones((8, 3)), y = np.ones((8, 1));
        Stop stop = new(3);
        History h = m.fit(x, y, batch_size: 2, epochs: 5, verbose: 0, callbacks: [stop], validation_data: (x, y));
        Assert.AreEqual(3, stop.Batches);
        Assert.HasCount(1, h.history["val_loss"]);
        h = m.fit(x, y, initial_epoch: 2, epochs: 4, verbose: 0, validation_data: (x, y), validation_freq: 4);
        CollectionAssert.AreEqual((int[])[2, 3], h.epoch.ToArray());
        Assert.HasCount(1, h.history["val_loss"]);
        Assert.AreSame(h, m.history);
        Assert.IsEmpty(m.fit(x, y, epochs: 0, verbose: 0).history);
    }

    [TestMethod]
    public void Deep_and_long_models_are_made_in_reasonable_time()
    {
        Sequential s = keras.Sequential();
        s.add(keras.Input(2));
        for (int i = 0; i < 200; i++) s.add(keras.layers.Dense(2));
        Assert.HasCount(1, s.layers[0].InboundNodes, "layers are called once, however many follow");
        Assert.AreEqual("(3, 2)", s.predict(np.ones((3, 2)), verbose: 0).shape.ToString());
        KerasTensor x = keras.Input(2), y = x;
        for (int i = 0; i < 250; i++) y = keras.layers.Add().Apply([keras.layers.Dense(2, activation: "relu").Apply(y), y]);
        Model m = keras.Model(x, y);
        m.compile("adam", "mse");
        Assert.HasCount(501, m.layers);
        m.train_on_batch(np.ones((3, 2)), np.ones((3, 2)));
    }

    [TestMethod]
    public void Fit_does_not_copy_the_data()
    {
        NDArray x = np.zeros((20000, 784)), y = np.zeros((20000, 1));       // 125 MB of float64
        Sequential m = keras.Sequential([keras.Input(784), keras.layers.Dense(1)]);
        m.compile("sgd", "mse");
        m.fit(x[..512], y[..512], verbose: 0, batch_size: 256);
        long before = GC.GetTotalAllocatedBytes();
        m.fit(x, y, verbose: 0, batch_size: 256, validation_split: 0.1);
        m.predict(x, verbose: 0, batch_size: 1000);
        Assert.IsLessThan(30_000_000L, GC.GetTotalAllocatedBytes() - before);
    }
}
