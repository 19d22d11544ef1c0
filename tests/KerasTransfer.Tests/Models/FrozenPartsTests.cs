using KerasTransfer.Graph;
using KerasTransfer.Models;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Tests.Models;

/// <summary>The frozen part of a model is computed once per sample in a fit, and nothing of the results tells.</summary>
[TestClass, DoNotParallelize]
public class FrozenPartsTests
{
    private static NDArray Wave(Shape shape, double step) => NDArray.FromArray([.. Enumerable.Range(0, (int)shape.Size).Select(i => (float)Math.Sin(i * step))], [(int)shape.Size]).reshape(shape);

    private static readonly NDArray x = Wave((37, 8, 8, 1), .37), y = np.arange(37) % 3, validX = Wave((11, 8, 8, 1), .71), validY = np.arange(11) % 3;

    private static Model Base(bool frozen = true)
    {
        KerasTensor i = keras.Input((8, 8, 1)), h = keras.layers.Conv2D(4, 3, padding: "same").Apply(i);
        h = keras.layers.ReLU().Apply(keras.layers.BatchNormalization().Apply(h));
        h = keras.layers.MaxPooling2D().Apply(h);
        h = keras.layers.Conv2D(6, 3, padding: "same").Apply(h);
        h = keras.layers.ReLU(name: "block2").Apply(keras.layers.BatchNormalization().Apply(h));
        return keras.Model(i, keras.layers.Conv2D(8, 3, name: "last").Apply(h), trainable: !frozen);
    }

    private static Model Frozen()
    {
        KerasTensor i = keras.Input((8, 8, 1)), h = keras.layers.GlobalAveragePooling2D().Apply(Base().Apply(i));
        h = keras.layers.Dense(12, activation: "relu").Apply(keras.layers.Dropout(.4).Apply(h));
        return keras.Model(i, keras.layers.Dense(3, activation: "softmax").Apply(h));
    }

    // Both fits begin with the same seeds; the texts that the first printed tell what was kept.
    private static string SameFit(Func<Model> build, Func<Model, bool, History> fit, string loss = "sparse_categorical_crossentropy")
    {
        (Model Model, History History, string Printed) Run(bool cache)
        {
            GlobalSeed.Set(11);
            Model model = build();
            model.compile(keras.optimizers.Adam(.01), loss, metrics: ["accuracy"]);
            TextWriter console = Console.Out;
            using StringWriter printed = new();
            Console.SetOut(printed);
            try { return (model, fit(model, cache), printed.ToString()); }
            finally { Console.SetOut(console); }
        }
        var (kept, plain) = (Run(true), Run(false));
        CollectionAssert.AreEqual(plain.History.history.Keys.ToArray(), kept.History.history.Keys.ToArray());
        foreach (string name in plain.History.history.Keys) CollectionAssert.AreEqual(plain.History.history[name].ToArray(), kept.History.history[name].ToArray(), name);
        foreach ((NDArray a, NDArray b) in plain.Model.get_weights().Zip(kept.Model.get_weights())) Assert.IsTrue(np.array_equal(a, b), "weights to the last bit");
        Assert.DoesNotContain("frozen part", plain.Printed);
        return kept.Printed;
    }

    private static string Line(string printed) => printed.Split('\n').SingleOrDefault(l => l.Contains("frozen part"), "").Trim();

    [TestMethod]
    public void A_frozen_base_under_a_head_with_dropout()
    {
        string printed = SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 4, verbose: 2, validation_data: (validX, validY), cache_features: cache));
        Assert.AreEqual("The frozen part of the model is computed once per sample: its features (32 bytes a sample, 1.18 kB in all) are kept in memory.", Line(printed));
    }

    [TestMethod]
    public void Class_weights_steps_and_shuffles()
    {
        string printed = SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 5, epochs: 5, steps_per_epoch: 3, verbose: 2, class_weight: new() { [0] = 2, [1] = .5 }, cache_features: cache));
        Assert.Contains("kept in memory", printed);
        SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 3, shuffle: "batch", verbose: 0, validation_split: .3, sample_weight: np.arange(37) / 10.0, validation_freq: 2, cache_features: cache));
        SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 1, epochs: 2, verbose: 0, cache_features: cache));
        SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 36, epochs: 3, verbose: 0, cache_features: cache));
    }

    [TestMethod]
    public void In_a_file_beyond_the_budget_of_memory_and_not_at_all_beyond_both()
    {
        try
        {
            string[] others = Directory.GetFiles(Path.GetTempPath(), "keras-features-*.tmp");
            FeatureBudget.Given = () => new FeatureBudget(1000, 100_000);
            string printed = SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 3, verbose: 2, validation_data: (validX, validY), cache_features: cache));
            Assert.Contains("are kept in a temporary file.", printed);
            Assert.IsEmpty(Directory.GetFiles(Path.GetTempPath(), "keras-features-*.tmp").Except(others), "the file is gone");
            FeatureBudget.Given = () => new FeatureBudget(100, 100);
            printed = SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 3, verbose: 2, cache_features: cache));
            Assert.AreEqual("The frozen part of the model is computed in each epoch: its features (32 bytes a sample, 1.18 kB in all) are too large to keep.", Line(printed));
        }
        finally { FeatureBudget.Given = null; }
    }

    [TestMethod]
    public void A_base_whose_last_layers_are_trained_and_skip_connections()
    {
        static Model Partly()
        {
            Model inner = Base(frozen: false);
            foreach (var layer in inner.layers[..^1]) layer.trainable = false;
            return keras.Sequential([keras.Input((8, 8, 1)), inner, keras.layers.Flatten(), keras.layers.Dense(3, activation: "softmax")]);
        }
        Assert.Contains("(384 bytes a sample", SameFit(Partly, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 3, verbose: 2, cache_features: cache)));

        static Model Skips()
        {
            KerasTensor i = keras.Input((8, 8, 1)), a = keras.layers.Conv2D(4, 3, activation: "relu", trainable: false).Apply(i), b = keras.layers.Conv2D(8, 3, activation: "relu", trainable: false).Apply(a);
            KerasTensor h = keras.layers.Concatenate().Apply([keras.layers.Flatten().Apply(a), keras.layers.Flatten().Apply(b), keras.layers.Flatten().Apply(i)]);
            return keras.Model(i, keras.layers.Dense(3, activation: "softmax").Apply(h));
        }
        Assert.Contains("(1.34 kB a sample", SameFit(Skips, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 3, verbose: 2, cache_features: cache)));
    }

    [TestMethod]
    public void Two_inputs_penalties_on_frozen_features_and_several_outputs()
    {
        static Model Two()
        {
            KerasTensor i = keras.Input((8, 8, 1)), j = keras.Input(3);
            KerasTensor h = keras.layers.Dense(20, activation: "relu", trainable: false, activity_regularizer: keras.regularizers.L2(.01)).Apply(keras.layers.Flatten().Apply(i));
            return keras.Model([i, j], [keras.layers.Dense(3, activation: "softmax").Apply(keras.layers.Concatenate().Apply([h, j])), keras.layers.Dense(1).Apply(h)]);
        }
        NDArray other = Wave((37, 3), .2);
        (Model Model, History History) Run(bool cache)
        {
            GlobalSeed.Set(4);
            Model m = Two();
            m.compile("sgd", [keras.losses.SparseCategoricalCrossentropy(), keras.losses.MeanSquaredError()]);
            return (m, m.fit(new NDArray[] { x, other }, new NDArray[] { y, np.ones((37, 1)) }, batch_size: 8, epochs: 3, verbose: 0, cache_features: cache));
        }
        var (kept, plain) = (Run(true), Run(false));
        CollectionAssert.AreEqual(plain.History.history["loss"].ToArray(), kept.History.history["loss"].ToArray());
    }

    private sealed class Change(Action<Model> action, int at) : Callback
    {
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) { if (epoch == at) action(model); }
    }

    [TestMethod]
    public void A_callback_that_changes_a_frozen_weight_is_noticed()
    {
        static void Halve(Model m) { foreach (Variable w in m.layers[1].weights) w.assign(w.numpy() * .5f); }
        SameFit(Frozen, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 4, verbose: 0, validation_data: (validX, validY), callbacks: [new Change(Halve, 2)], cache_features: cache));
    }

    // Frozen parts of traced steps, as operations; null where there is none.
    private static FrozenSplit? Split(Func<Tensor, Tensor> body, Shape shape, DType? dtype = null) =>
        FrozenParts.Of(Function.Of([new TensorType(shape, dtype ?? DType.float32)], x => [body(x[0])]).Simplified(), 1, new HashSet<Variable>());

    private static readonly Tensor matrix = np.ones((40, 30)).astype("float32");

    [TestMethod]
    [DataRow("bilinear")]
    [DataRow("bicubic")]
    [DataRow("nearest")]
    public void Pictures_are_resized_in_front_of_a_frozen_base(string interpolation)
    {
        NDArray pictures = Wave((37, 11, 9, 1), .37) * 100 + 100;
        Model Build(Layer first) => keras.Sequential([keras.Input((11, 9, 1)), first, keras.layers.Rescaling(1.0 / 127.5, offset: -1), Base(), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(3, activation: "softmax")]);
        string printed = SameFit(() => Build(keras.layers.Resizing(8, 8, interpolation: interpolation)), (m, cache) => m.fit(pictures, y, batch_size: 8, epochs: 3, verbose: 2, cache_features: cache));
        Assert.AreEqual("The frozen part of the model is computed once per sample: its features (32 bytes a sample, 1.18 kB in all) are kept in memory.", Line(printed));
        Model Turned() => keras.Sequential([keras.Input((8, 8, 1)), keras.layers.RandomRotation(.2, seed: 5), Base(), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(3, activation: "softmax")]);
        Assert.AreEqual("", Line(SameFit(Turned, (m, cache) => m.fit(x, y, batch_size: 8, epochs: 2, verbose: 2, cache_features: cache))), "turned anew in each epoch");
    }

    [TestMethod]
    public void Transforms_of_pictures_are_per_sample()
    {
        Tensor kernel = Wave((3, 3, 2, 4), .3), one = NDArray.FromArray(new[] { 1f, .1f, 0, 0, 1, .2f, 0, 0 }, (1, 8)), each = np.tile(NDArray.FromArray(new[] { 1f, .1f, 0, 0, 1, .2f, 0, 0 }, (1, 8)), (6, 1));
        Tensor Heavy(Tensor t) => keras.ops.conv(t, kernel, padding: "same");
        Assert.IsEmpty(Left(t => Heavy(keras.ops.image.affine_transform(t, one))), "one transform for all");
        CollectionAssert.Contains(Left(t => keras.ops.image.affine_transform(Heavy(t), each)), "ProjectiveTransform", "transforms by place in the batch");
        Assert.IsEmpty(Left(t => Heavy(keras.ops.image.resize(t, (7, 3), antialias: true))));
        Assert.IsEmpty(Left(t => keras.ops.stop_gradient(Heavy(t)) * 2.0));
        string[] Left(Func<Tensor, Tensor> f) => Split(f, (6, 5, 4, 2)) is { } split ? [.. Traversal.Topological(split.Rest.Roots).Select(n => n.Op.GetType().Name).Where(n => n is not ("Placeholder" or "Constant" or "Full"))] : ["nothing is frozen"];
    }

    [TestMethod]
    public void What_mixes_samples_is_not_frozen()
    {
        Tensor Heavy(Tensor t) => keras.ops.matmul(t, matrix);
        string[] Ops(FrozenSplit? split) => [.. Traversal.Topological(split!.Rest.Roots).Select(n => n.Op.GetType().Name).Where(n => n is not ("Placeholder" or "Constant" or "Full"))];
        Assert.IsEmpty(Ops(Split(t => Heavy(t) * 2.0 + 1.0, (6, 40))), "all of it is per sample");
        CollectionAssert.Contains(Ops(Split(t => Heavy(t) - keras.ops.mean(Heavy(t), 0), (6, 40))), "Sum", "a mean over the batch");
        CollectionAssert.Contains(Ops(Split(t => Heavy(t) + np.ones((6, 30)).astype("float32") * np.arange(6).reshape(6, 1), (6, 40))), "Add", "an array with a row for each place in the batch");
        CollectionAssert.Contains(Ops(Split(t => keras.ops.transpose(Heavy(t)), (6, 40))), "Transpose", "samples no longer first");
        CollectionAssert.Contains(Ops(Split(t => KerasTransfer.Ops.Slice.Along(Heavy(t), 0, 1, 5), (6, 40))), "Slice", "some samples only");
        CollectionAssert.Contains(Ops(Split(t => keras.ops.cumsum(Heavy(t), 0), (6, 40))), "CumulativeSum", "sums over samples");
        CollectionAssert.Contains(Ops(Split(t => keras.ops.matmul(Heavy(t), keras.ops.transpose(Heavy(t))), (6, 40))), "MatMul", "products of samples");
        CollectionAssert.Contains(Ops(Split(t => keras.ops.softmax(Heavy(t), 0), (6, 40))), "Softmax", "over the batch");
        Assert.IsNull(Split(t => keras.ops.matmul(keras.ops.transpose(t), np.ones((6, 30)).astype("float32")), (6, 40)), "weighted sums of samples");
        Assert.IsNull(Split(t => t.Reshape((6 * 40, 1)) / 255.0, (6, 40)), "nothing laborious in it");
        Assert.IsNull(Split(t => keras.ops.matmul(t, np.ones((4, 30)).astype("float32")), (6, 4)), "reading the features would take as long");
    }

    [TestMethod]
    public void Samples_may_have_several_rows_on_the_way()
    {
        // As TimeDistributed does it: rows of all samples below each other, then apart again.
        FrozenSplit split = Split(t => keras.ops.mean(keras.ops.matmul(t.Reshape((30, 40)), matrix).Reshape((6, 5, 30)), 1), (6, 5, 40))!;
        Assert.AreEqual(new Shape(6, 30), split.Frozen.Outputs.Single().shape);
    }

    [TestMethod]
    public void The_smallest_features_after_the_last_laborious_operation_are_kept()
    {
        Shape Kept(Func<Tensor, Tensor> body) => Split(body, (6, 40))!.Frozen.Outputs.Single().shape;
        Tensor Heavy(Tensor t) => keras.ops.matmul(t, matrix);
        Assert.AreEqual(new Shape(6), Kept(t => keras.ops.sum(Heavy(t), 1)), "small after");
        Assert.AreEqual(new Shape(6, 30, 1), Kept(t => keras.ops.broadcast_to(Heavy(t).Reshape((6, 30, 1)), (6, 30, 7)).Reshape((6, 210))), "not what is stretched");
        Assert.AreEqual(new Shape(6, 30), Kept(t => keras.ops.concatenate(new Tensors([keras.ops.exp(Heavy(t)), keras.ops.log(Heavy(t)), keras.ops.sqrt(Heavy(t))]), -1)), "one that serves three");
    }
}
