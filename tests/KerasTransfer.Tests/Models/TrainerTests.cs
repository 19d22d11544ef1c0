namespace KerasTransfer.Tests.Models;

[TestClass, DoNotParallelize]
public class TrainerTests
{
    private static NDArray X(int n = 20, int d = 4) => NDArray.FromArray([.. Enumerable.Range(0, n * d).Select(i => MathF.Sin(i * 1.7f))], (n, d));
    private static NDArray Y(int n = 20, int classes = 2) => NDArray.FromArray([.. Enumerable.Range(0, n).Select(i => (long)(i * 7 % 5 % classes))], n);

    private static Sequential Network(int classes = 2)
    {
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(3, activation: "relu"), keras.layers.Dense(classes, activation: "softmax")]);
        m.compile("sgd", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return m;
    }

    private static void Raises(string part, Action act) => StringAssert.Contains(Assert.Throws<Exception>(act).Message, part);

    [TestMethod]
    public void Bad_input_is_refused_before_anything_happens()
    {
        Raises("You must call `compile()`", () => keras.Sequential([keras.Input(4), keras.layers.Dense(2)]).fit(X(), Y()));
        Raises("Data cardinality is ambiguous", () => Network().fit(X(), Y(19)));
        Raises("expected", () => Network().fit(X(20, 5), Y()));
        Raises("outside the valid range of [0, 2)", () => Network().fit(X(), Y(20, 3), verbose: 0));
        Raises("not sufficient to split", () => Network().fit(X(), Y(), validation_split: 1));
        Raises("`class_weight` and `sample_weight`", () => Network().fit(X(), Y(), class_weight: new Dictionary<int, double> { [0] = 1 }, sample_weight: np.ones(20)));
        Raises("1 target(s)", () =>
        {
            KerasTensor i = keras.Input(4);
            Model two = keras.Model(i, [keras.layers.Dense(1).Apply(i), keras.layers.Dense(1).Apply(i)]);
            two.compile("sgd", "mse");
            two.fit(X(), np.zeros((20, 1)), verbose: 0);
        });
        Raises("Could not interpret loss identifier: nope", () => { Sequential m = Network(); m.compile("sgd", "nope"); });
        Raises("empty", () => Network().fit(X(0), Y(0), verbose: 0));
    }

    [TestMethod]
    public void Setting_the_weights_of_another_head_says_which_layer_does_not_fit()
    {
        Sequential ten = Network(10), two = Network(2);
        string message = Assert.Throws<ValueError>(() => two.set_weights(ten.get_weights())).Message;
        StringAssert.Contains(message, "weight shape (3, 2) is not compatible with provided weight shape (3, 10)");
        StringAssert.Contains(message, two.layers[^1].name);
        message = Assert.Throws<ValueError>(() => two.set_weights(ten.get_weights()[..3])).Message;
        StringAssert.Contains(message, "with a weight list of length 3, but the layer was expecting 4 weights.");
    }

    [TestMethod]
    public void Steps_allocate_nothing_once_they_are_compiled()
    {
        NDArray x = X(640), y = Y(640);
        Sequential m = keras.Sequential([keras.Input(4), keras.layers.Dense(30, activation: "relu"), keras.layers.Dropout(.2), keras.layers.BatchNormalization(), keras.layers.Dense(2, activation: "softmax")]);
        m.compile("adam", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        AllocationCounter counter = new();
        m.fit(x, y, epochs: 3, verbose: 0, callbacks: [counter]);
        Assert.AreEqual(0, counter.Smallest, "bytes allocated on this thread by a step of the last epoch");
    }

    private sealed class AllocationCounter : Callback
    {
        private long start;
        public long Smallest { get; private set; } = long.MaxValue;
        public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) => start = GC.GetAllocatedBytesForCurrentThread();
        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => Smallest = Math.Min(Smallest, GC.GetAllocatedBytesForCurrentThread() - start);
    }

    [TestMethod]
    public void Predict_may_be_called_from_several_threads()
    {
        Sequential m = Network();
        NDArray x = X(100), expected = m.predict(x, verbose: 0);
        Parallel.For(0, 16, _ => Assert.IsTrue(np.array_equal(expected, m.predict(x, verbose: 0))));
    }

    [TestMethod]
    public void Freezing_after_training_began_needs_compile_and_is_said()
    {
        Sequential m = Network();
        m.fit(X(), Y(), verbose: 0);
        m.layers[0].trainable = false;
        NDArray before = m.layers[0].get_weights()[0];
        TextWriter error = Console.Error;
        StringWriter said = new();
        Console.SetError(said);
        try { m.fit(X(), Y(), verbose: 0); }
        finally { Console.SetError(error); }
        StringAssert.Contains(said.ToString(), "compile");
        Assert.IsFalse(np.array_equal(before, m.layers[0].get_weights()[0]), "what was trainable at compile goes on being trained");
        m.compile("sgd", "sparse_categorical_crossentropy");
        before = m.layers[0].get_weights()[0];
        m.fit(X(), Y(), verbose: 0);
        Assert.IsTrue(np.array_equal(before, m.layers[0].get_weights()[0]));
    }

    [TestMethod]
    public void A_mode_given_with_a_call_holds_through_fit()
    {
        Sequential based = keras.Sequential([keras.Input(4), keras.layers.BatchNormalization()]);
        KerasTensor i = keras.Input(4);
        Model m = keras.Model(i, keras.layers.Dense(2, activation: "softmax").Apply(based.Apply(i, training: false)));
        m.compile("sgd", "sparse_categorical_crossentropy");
        NDArray[] before = based.get_weights();
        m.fit(X(), Y(), verbose: 0);
        NDArray[] after = based.get_weights();
        Assert.IsTrue(np.array_equal(before[2], after[2]), "moving mean");
        Assert.IsTrue(np.array_equal(before[3], after[3]), "moving variance");
        Assert.IsFalse(np.array_equal(before[0], after[0]), "gamma is trained");
    }

    [TestMethod]
    public void A_model_of_ones_own_class_trains()
    {
        GlobalSeed.Set(3);
        Own m = new();
        m.compile("adam", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        History h = m.fit(X(), Y(), epochs: 30, verbose: 0);
        Assert.IsLessThan(h.history["loss"][0], h.history["loss"][^1]);
        Assert.HasCount(2, m.layers);
        Assert.HasCount(4, m.weights);
    }

    private sealed class Own : Model
    {
        private readonly Layer first = keras.layers.Dense(8, activation: "relu"), second = keras.layers.Dense(2, activation: "softmax");
        public override Tensor call(Tensor inputs, bool training) => second.Apply(first.Apply(inputs));
    }

    [TestMethod]
    public void Own_layers_losses_and_callbacks_as_the_guide_writes_them()
    {
        KerasTensor i = keras.Input(4);
        Model model = keras.Model(i, keras.layers.Dense(1).Apply(new Scale(2).Apply(i)));
        model.compile(optimizer: "adam", loss: smooth);
        List<double> seen = [];
        model.fit(X(), np.zeros((20, 1)), epochs: 3, verbose: 0, callbacks: [new Epochs(seen)]);
        Assert.HasCount(3, seen);
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "own.h5");
        model.save(path);
        Model again = keras.models.load_model(path, custom_objects: new() { ["Scale"] = config => new Scale(Convert.ToDouble(config["factor"])) }, compile: false);
        Assert.IsTrue(np.array_equal(model.predict(X(), verbose: 0), again.predict(X(), verbose: 0)));
        Raises("custom_objects", () => keras.models.load_model(path));
    }

    private static Tensor smooth(Tensor y_true, Tensor y_pred) => keras.ops.mean(keras.ops.log(keras.ops.cosh(y_pred - y_true)), axis: -1);

    private sealed class Scale(double factor, string? name = null) : Layer(name: name)
    {
        public override void build(Shape input_shape) => gain = add_weight("gain", shape: input_shape[^1], initializer: "ones");
        public override Tensor call(Tensor inputs, bool training) => inputs * gain * factor;
        public override Dictionary<string, object?> get_config() { var config = base.get_config(); config["factor"] = factor; return config; }
        private Variable gain = null!;
    }

    private sealed class Epochs(List<double> seen) : Callback
    {
        public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => seen.Add(logs["loss"]);
    }

    [TestMethod]
    public void Files_that_are_none_are_refused_and_nothing_is_lost()
    {
        string folder = Directory.CreateTempSubdirectory().FullName, text = Path.Combine(folder, "text.h5"), cut = Path.Combine(folder, "cut.h5"), whole = Path.Combine(folder, "whole.h5");
        Assert.Throws<FileNotFoundException>(() => keras.models.load_model(Path.Combine(folder, "none.h5")));
        File.WriteAllText(text, "this is no HDF5 file");
        Raises("begins with the text \"this\"", () => keras.models.load_model(text));
        Sequential m = Network();
        m.save(whole);
        byte[] bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(cut, bytes[..(bytes.Length / 2)]);
        Assert.Throws<IOException>(() => keras.models.load_model(cut));
        NDArray[] before = m.get_weights();
        Assert.Throws<IOException>(() => m.load_weights(cut));
        foreach ((NDArray a, NDArray b) in before.Zip(m.get_weights())) Assert.IsTrue(np.array_equal(a, b));
        Raises("overwrite", () => m.save(whole, overwrite: false));
        Raises("Invalid filepath extension", () => m.save(Path.Combine(folder, "x.foo")));
        CollectionAssert.AreEqual(bytes, File.ReadAllBytes(whole));
        Assert.HasCount(3, Directory.GetFiles(folder));
    }

    [TestMethod]
    public void A_loss_given_as_a_function_or_object_is_saved_in_words_that_both_Keras_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string Saved(Loss loss)
        {
            Sequential m = Network();
            m.compile("sgd", loss);
            m.save(Path.Combine(folder, "m.h5"));
            using Hdf5.Hdf5File file = Hdf5.Hdf5File.Open(Path.Combine(folder, "m.h5"));
            return file.Attributes["training_config"].ReadString();
        }
        StringAssert.Contains(Saved(keras.losses.sparse_categorical_crossentropy), "\"loss\": \"sparse_categorical_crossentropy\"");
        string config = Saved(keras.losses.SparseCategoricalCrossentropy());
        StringAssert.Contains(config, "SparseCategoricalCrossentropy");
        Assert.IsFalse(config.Contains("axis"), config);                        // tf_keras has no such argument
    }

    [TestMethod]
    public void Depthwise_kernels_of_Theano_are_refused()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "theano.h5");
        Hdf5.Hdf5Builder file = new();
        file.Attributes.Set("layer_names", (string[])["c"]);
        file.Attributes.Set("backend", "theano");
        var group = file.CreateGroup("c");
        group.Attributes.Set("weight_names", (string[])["c/kernel:0", "c/bias:0"]);
        group.CreateDataset<float>("c/kernel:0", [3, 3, 1, 2], new float[18]);
        group.CreateDataset<float>("c/bias:0", [2], new float[2]);
        file.Save(path);
        Sequential m = keras.Sequential([keras.Input((5, 5, 1)), keras.layers.DepthwiseConv2D(3, depth_multiplier: 2, name: "c")]);
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => m.load_weights(path)).Message, "Theano");
    }

    [TestMethod]
    public void Weights_by_name_and_what_does_not_fit_are_reported()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "ten.h5");
        Sequential Named(int classes, string last) => keras.Sequential([keras.Input(4), keras.layers.Dense(3, name: "a"), keras.layers.Dense(classes, name: last)]);
        Sequential ten = Named(10, "head"), two = Named(2, "head"), other = Named(2, "new_head");
        ten.save_weights(path);
        Raises("Shape mismatch in layer #1 (named head)", () => two.load_weights(path));
        Assert.IsFalse(np.array_equal(ten.layers[0].get_weights()[0], two.layers[0].get_weights()[0]), "nothing is loaded where something does not fit");
        WeightsReport report = two.load_weights(path, skip_mismatch: true);
        Assert.IsTrue(np.array_equal(ten.layers[0].get_weights()[0], two.layers[0].get_weights()[0]));
        Assert.HasCount(2, report.Loaded);
        Assert.HasCount(2, report.Skipped);
        Assert.HasCount(2, report.NotLoaded);
        report = other.load_weights(path, by_name: true);
        Assert.HasCount(2, report.Loaded);
        CollectionAssert.AreEqual((string[])["head"], report.Unused.ToArray());
    }
}
