using KerasTransfer.Layers;
using KerasTransfer.Transfer;

namespace KerasTransfer.Tests.Transfer;

[TestClass, DoNotParallelize]
public class TransferTests
{
    private static NDArray Wave(Shape shape, double step) => NDArray.FromArray([.. Enumerable.Range(0, (int)shape.Size).Select(i => (float)Math.Sin(i * step))], [(int)shape.Size]).reshape(shape);

    private static readonly NDArray x = Wave((40, 6), .37), y = np.arange(40) % 2;

    private static Model Base() => keras.Sequential([keras.Input(6), keras.layers.Dense(8, activation: "tanh", name: "d1"), keras.layers.BatchNormalization(name: "bn"),
        keras.layers.Dense(8, activation: "tanh", name: "d2"), keras.layers.Dense(4, activation: "tanh", name: "d3")], name: "base");

    private static (Model Model, Model Base) Compiled(Optimizer optimizer)
    {
        GlobalSeed.Set(5);
        Model inner = Base(), model = keras.Sequential([inner, keras.layers.Dense(2, activation: "softmax", name: "head")]);
        model.compile(optimizer, "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return (model, inner);
    }

    private static NDArray Kernel(Model model, string name) => model.get_layer(name).get_weights()[0];

    private static bool Same(NDArray[] a, NDArray[] b) => a.Zip(b).All(p => np.array_equal(p.First, p.Second));

    /// <summary>Sees the weights at the end of each epoch.</summary>
    private sealed class Watch(Func<Model, NDArray> what) : Callback
    {
        public List<NDArray> Seen { get; } = [];
        public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => Seen.Add(what(model));
    }

    [TestMethod]
    public void Fine_tuning_trains_the_head_and_then_a_part_of_the_base()
    {
        var (model, inner) = Compiled(keras.optimizers.Adam(.01, beta_1: .8));
        NDArray[] before = inner.get_weights();
        Watch d3 = new(_ => Kernel(inner, "d3")), head = new(m => Kernel(m, "head"));
        FineTuning done = keras.transfer.fine_tune(model, inner, x, y, epochs: 3, fine_tune_epochs: 2, unfreeze_from: "d2", fine_tune_learning_rate: 1e-3, batch_size: 8, verbose: 0,
            validation_data: (x[..10], y[..10]), callbacks: [d3, head]);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, done.head.epoch.ToArray());
        CollectionAssert.AreEqual(new[] { 3, 4 }, done.tuned.epoch.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, done.epoch.ToArray());
        Assert.HasCount(5, done.history["val_accuracy"]);
        Assert.IsTrue(np.array_equal(before[8], d3.Seen[2]), "the base stays in the first stage");
        Assert.IsFalse(np.array_equal(before[8], d3.Seen[3]), "its last layer is trained in the second");
        Assert.IsFalse(np.array_equal(head.Seen[0], head.Seen[1]));
        Assert.IsTrue(Same(before[..6], inner.get_weights()[..6]), "what lies below is not, nor are statistics");
        Assert.IsFalse(np.array_equal(before[6], inner.get_weights()[6]), "d2 is the first that is trained");
        Assert.AreEqual(1e-3, (double)model.optimizer.learning_rate, 1e-9);
        Assert.AreEqual(.8, ((KerasTransfer.Optimizers.Adam)model.optimizer).beta_1, "the same optimizer otherwise");
        Assert.AreEqual(10L, model.optimizer.iterations.numpy().item<long>(), "a new one: two epochs of five steps");
    }

    [TestMethod]
    public void Fine_tuning_goes_on_where_a_callback_ended_the_first_stage_and_takes_batches()
    {
        var (model, inner) = Compiled(keras.optimizers.SGD(.01));
        IEnumerable<(NDArray, NDArray)> Batches() { for (int i = 0; i < 40; i += 10) yield return (x[i..(i + 10)], y[i..(i + 10)]); }
        FineTuning done = keras.transfer.fine_tune(model, inner, Batches(), epochs: 9, fine_tune_epochs: 1, unfreeze_from: .5, fine_tune_optimizer: keras.optimizers.SGD(1e-3), verbose: 0,
            callbacks: [keras.callbacks.EarlyStopping(monitor: "loss", min_delta: 100, patience: 1)]);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, done.epoch.ToArray());
        Assert.IsFalse(inner.get_layer("d1").trainable);
        Assert.IsTrue(inner.get_layer("d2").trainable);
    }

    [TestMethod]
    public void Errors_of_fine_tuning_come_before_any_work()
    {
        var (model, inner) = Compiled("sgd");
        NDArray[] before = model.get_weights();
        void Fails(Action action, string text) => Assert.Contains(text, Assert.ThrowsExactly<ValueError>(action).Message);
        Fails(() => keras.transfer.fine_tune(keras.Sequential([inner, keras.layers.Dense(2)]), inner, x, y), "is not compiled");
        Fails(() => keras.transfer.fine_tune(model, Base(), x, y), "must be a part of the model");
        Fails(() => keras.transfer.fine_tune(model, inner, x, y, unfreeze_from: "d9"), "No such layer: d9");
        Fails(() => keras.transfer.fine_tune(model, inner, x, y, unfreeze_from: 17), "has 4 layers");
        Fails(() => keras.transfer.fine_tune(model, inner, x, y, epochs: 0), "both stages need an epoch");
        Fails(() => keras.transfer.fine_tune(model, inner, x, y, fine_tune_learning_rate: 0), "must be above 0");
        Fails(() => keras.transfer.fine_tune(model, inner, x, y, unfreeze_from: 1.5), "between 0 and 1");
        Assert.IsTrue(Same(before, model.get_weights()));
        Assert.IsTrue(inner.trainable);
    }

    [TestMethod]
    [DataRow("d2", 2), DataRow("bn", 1)]
    public void Where_training_begins_by_name(string name, int first) => Assert.AreEqual(first, ((UnfreezeFrom)name).First(Base()));

    [TestMethod]
    public void Where_training_begins_by_place_and_share()
    {
        Model inner = Base();
        Assert.AreEqual(3, ((UnfreezeFrom)3).First(inner));
        Assert.AreEqual(3, ((UnfreezeFrom)(^1)).First(inner));
        Assert.AreEqual(4, ((UnfreezeFrom)4).First(inner), "none of it");
        Assert.AreEqual(2, ((UnfreezeFrom).3).First(inner), "1.2 of 4 layers, rounded up");
        Assert.AreEqual(0, ((UnfreezeFrom)1.0).First(inner));
        Assert.AreEqual(4, ((UnfreezeFrom)0.0).First(inner));
    }

    [TestMethod]
    public void A_schedule_unfreezes_and_the_optimizer_keeps_what_it_knows()
    {
        var (model, inner) = Compiled(keras.optimizers.Adam(.01));
        inner.trainable = false;
        NDArray[] first = inner.get_weights();
        Watch d1 = new(_ => Kernel(inner, "d1")), d3 = new(_ => Kernel(inner, "d3"));
        List<double> moments = [];
        Variable Moment() => model.optimizer.variables.Single(v => v.path.Contains("head_kernel_velocity"));
        Watch slots = new(m => { moments.Add((double)np.sum(Moment().numpy())); return x; });
        model.fit(x, y, batch_size: 8, epochs: 5, verbose: 0, callbacks: [keras.transfer.UnfreezeSchedule(inner, new() { [1] = "d3", [3] = 0 }), d1, d3, slots]);
        Assert.IsTrue(np.array_equal(first[8], d3.Seen[0]), "frozen in epoch 0");
        Assert.IsFalse(np.array_equal(first[8], d3.Seen[1]), "trained in epoch 1");
        Assert.IsTrue(np.array_equal(first[0], d1.Seen[2]), "frozen until epoch 2");
        Assert.IsFalse(np.array_equal(first[0], d1.Seen[3]), "trained in epoch 3");
        Assert.AreEqual(25L, model.optimizer.iterations.numpy().item<long>());
        CollectionAssert.AreEqual(new[] { "iteration", "learning_rate", "d1_kernel_momentum", "d1_kernel_velocity" }, model.optimizer.variables.Take(4).Select(v => v.path.Split('/')[^1]).Select(n => n.Replace("sequential_", "")).Select(n => n[(n.IndexOf("d1", StringComparison.Ordinal) is var at and >= 0 ? at : 0)..]).ToArray(), "in the order of the weights, as files have it");
        Assert.IsTrue(moments.Zip(moments.Skip(1)).All(m => m.First != m.Second), "the second moments go on");
    }

    [TestMethod]
    [DataRow("adam"), DataRow("sgd_momentum"), DataRow("nadam"), DataRow("adafactor"), DataRow("adagrad"), DataRow("rmsprop")]
    public void A_schedule_that_changes_nothing_changes_no_number(string name)
    {
        Optimizer Make() => name == "sgd_momentum" ? keras.optimizers.SGD(.01, momentum: .9) : (Optimizer)name;
        (Model Model, Model Base) a = Compiled(Make()), b = Compiled(Make());
        GlobalSeed.Set(1);
        History plain = a.Model.fit(x, y, batch_size: 8, epochs: 3, verbose: 0);
        GlobalSeed.Set(1);
        History scheduled = b.Model.fit(x, y, batch_size: 8, epochs: 3, verbose: 0, callbacks: [keras.transfer.UnfreezeSchedule(b.Base, new() { [0] = 0, [1] = 0, [2] = 1.0 }, batch_normalization: true)]);
        CollectionAssert.AreEqual(plain.history["loss"].ToArray(), scheduled.history["loss"].ToArray());
        Assert.IsTrue(Same(a.Model.get_weights(), b.Model.get_weights()));
    }

    [TestMethod]
    public void Errors_of_schedules()
    {
        Assert.Contains("is empty", Assert.ThrowsExactly<ValueError>(() => keras.transfer.UnfreezeSchedule(Base(), [])).Message);
        Assert.Contains("counted from 0", Assert.ThrowsExactly<ValueError>(() => keras.transfer.UnfreezeSchedule(Base(), new() { [-1] = 0 })).Message);
        Assert.Contains("No such layer: nowhere", Assert.ThrowsExactly<ValueError>(() => keras.transfer.UnfreezeSchedule(Base(), new() { [1] = "nowhere" })).Message);
    }

    [TestMethod]
    public void Rates_by_layer_are_what_an_optimizer_of_that_rate_does()
    {
        NDArray[] Trained(Func<Model, Model, Optimizer> optimizer)
        {
            var (model, inner) = Compiled("sgd");
            model.compile(optimizer(model, inner), "sparse_categorical_crossentropy");
            model.train_on_batch(x, y);
            return model.get_weights();
        }
        NDArray[] high = Trained((_, _) => keras.optimizers.SGD(.1)), low = Trained((_, _) => keras.optimizers.SGD(.025)), mixed = Trained((_, b) => keras.transfer.layer_rates(keras.optimizers.SGD(.1),
            new() { [b] = .25, [b.get_layer("d3")] = 1, [b.get_layer("d1")] = 0 }));
        NDArray[] start = Compiled("sgd").Model.get_weights();
        Assert.IsTrue(Same(start[..2], mixed[..2]), "d1: rate 0");
        Assert.IsTrue(np.allclose(low[6], mixed[6], rtol: 1e-6), "d2: the base's rate");
        Assert.IsTrue(Same(high[8..], mixed[8..]), "d3 inside the base has its own, the head the optimizer's");
        Assert.IsFalse(np.allclose(high[6], low[6], rtol: 1e-6));
    }

    [TestMethod]
    public void Discriminative_rates_fall_towards_the_input()
    {
        var (model, inner) = Compiled("sgd");
        Optimizer each = keras.transfer.discriminative_rates(keras.optimizers.SGD(.1), model, factor: 2), grouped = keras.transfer.discriminative_rates(keras.optimizers.SGD(.1), model, factor: 10, groups: 2);
        double[] Rates(Optimizer o) => [.. (Layer[])[.. inner.layers, model.get_layer("head")] is var layers ? layers.Select(l => o.LayerRates![l]) : []];
        CollectionAssert.AreEqual(new[] { 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1 }, Rates(each));
        CollectionAssert.AreEqual(new[] { .1, .1, .1, 1, 1 }, Rates(grouped));
        Assert.Contains("cannot make 9 groups", Assert.ThrowsExactly<ValueError>(() => keras.transfer.discriminative_rates("sgd", model, groups: 9)).Message);
        Assert.Contains("has no weights", Assert.ThrowsExactly<ValueError>(() => keras.transfer.discriminative_rates("sgd", keras.Sequential())).Message);
        Assert.Contains("must be 0 or more", Assert.ThrowsExactly<ValueError>(() => keras.transfer.layer_rates("sgd", new() { [inner] = -1 })).Message);
    }

    [TestMethod]
    public void One_cycle_goes_up_and_down()
    {
        OneCycle cycle = new(1.0, pct_start: .25, div_factor: 10, final_div_factor: 100);
        // 9 steps: two up, six down; half a cosine each: 0.1 … 1 … 0.001.
        double Cosine(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
        double[] expected = [.1, Cosine(.1, 1, .5), 1, Cosine(1, .001, 1 / 6.0), Cosine(1, .001, 2 / 6.0), Cosine(1, .001, .5), Cosine(1, .001, 4 / 6.0), Cosine(1, .001, 5 / 6.0), .001];
        for (int i = 0; i < 9; i++) Assert.AreEqual(expected[i], cycle.RateAt(i, 9), 1e-12, $"step {i}");
        Assert.AreEqual(.001, cycle.RateAt(20, 9), 1e-12, "and stays");

        var (model, _) = Compiled(keras.optimizers.SGD(.5));
        History history = model.fit(x, y, batch_size: 8, epochs: 4, initial_epoch: 1, verbose: 0, callbacks: [keras.transfer.OneCycle(.2)]);
        Assert.HasCount(3, history.history["learning_rate"]);
        Assert.AreEqual(.2 / 25 / 1e4, history.history["learning_rate"][^1], 1e-9, "after the 15 steps of three epochs");
        Assert.Contains("max_learning_rate must be above 0", Assert.ThrowsExactly<ValueError>(() => keras.transfer.OneCycle(0)).Message);
        Assert.Contains("pct_start", Assert.ThrowsExactly<ValueError>(() => keras.transfer.OneCycle(1, pct_start: 1)).Message);
        IEnumerable<(NDArray, NDArray)> endless() { while (true) yield return (x, y); }
        Assert.Contains("total_steps", Assert.ThrowsExactly<ValueError>(() => model.fit(endless().Take(2), verbose: 0, callbacks: [keras.transfer.OneCycle(.1)])).Message);
    }

    [TestMethod]
    public void A_range_test_leaves_everything_as_it_was()
    {
        var (model, _) = Compiled(keras.optimizers.Adam(.003));
        NDArray y = (x[.., 0] + x[.., 3] > .2).astype("int64");
        History history = model.fit(x, y, batch_size: 8, epochs: 1, verbose: 0);
        NDArray[] weights = model.get_weights(), state = model.optimizer.get_weights();
        LearningRateFinder finder = keras.transfer.LearningRateFinder(min_learning_rate: 1e-5, max_learning_rate: 100, steps: 40);
        double rate = finder.find(model, x, y, batch_size: 8);
        Assert.IsTrue(Same(weights, model.get_weights()), "weights and statistics");
        Assert.IsTrue(Same(state, model.optimizer.get_weights()), "the optimizer's state and rate");
        Assert.AreSame(history, model.history);
        Assert.AreEqual(finder.suggestion, rate);
        Assert.HasCount(finder.losses.Count, finder.learning_rates);
        Assert.AreEqual(1e-5, finder.learning_rates[0], 1e-12);
        Assert.AreEqual(Math.Pow(1e7, 1 / 39.0), finder.learning_rates[1] / finder.learning_rates[0], 1e-9);
        Assert.IsTrue(rate is > 1e-2 and < 1, $"{rate}");
        model.fit(x, y, batch_size: 8, epochs: 1, verbose: 0);
    }

    [TestMethod]
    public void A_range_test_ends_when_the_loss_goes_up()
    {
        GlobalSeed.Set(2);
        Sequential model = keras.Sequential([keras.Input(6), keras.layers.Dense(1)]);
        model.compile("sgd", "mse");
        LearningRateFinder finder = keras.transfer.LearningRateFinder(min_learning_rate: 1e-5, max_learning_rate: 1e4, steps: 60);
        double rate = finder.find(model, x, x.sum(1), batch_size: 8);
        Assert.IsLessThan(1e4, finder.learning_rates[^1]);
        // Steps of gradient descent on a quadratic of curvature 2 · mean(x²) · 6 at most are stable below 2 / that, about 1/3.
        Assert.IsTrue(rate is > 1e-3 and < 1, $"{rate}");
        Assert.IsTrue(finder.losses.All(double.IsFinite));
    }

    [TestMethod]
    public void Range_tests_restore_after_errors_and_refuse_what_makes_no_sense()
    {
        var (model, _) = Compiled(keras.optimizers.SGD(.01));
        NDArray[] weights = model.get_weights();
        IEnumerable<(NDArray, NDArray)> Broken()
        {
            yield return (x, y);
            yield return (x, y);
            throw new InvalidOperationException("the disk is gone");
        }
        Assert.ThrowsExactly<InvalidOperationException>(() => keras.transfer.LearningRateFinder().find(model, Broken()));
        Assert.IsTrue(Same(weights, model.get_weights()));
        Assert.AreEqual(.01, (double)model.optimizer.learning_rate, 1e-9);
        void Fails(Action action, string text) => Assert.Contains(text, Assert.ThrowsExactly<ValueError>(action).Message);
        Fails(() => keras.transfer.LearningRateFinder(steps: 3), "fewer than 10");
        Fails(() => keras.transfer.LearningRateFinder(min_learning_rate: 1, max_learning_rate: .1), "the last above the first");
        Fails(() => _ = keras.transfer.LearningRateFinder().suggestion, "Call find first");
        model.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(.1, 10, .5)), "sparse_categorical_crossentropy");
        Fails(() => keras.transfer.LearningRateFinder().find(model, x, y), "follows a schedule");
    }

    [TestMethod]
    public void Features_in_a_file_are_those_of_predict()
    {
        Model inner = Base();
        string folder = Directory.CreateTempSubdirectory().FullName, file = Path.Combine(folder, "features");
        NDArray expected = inner.predict(x, verbose: 0);
        Assert.AreEqual(new Shape(40, 4), keras.transfer.extract_features(inner, x, file, batch_size: 16));
        Assert.IsTrue(np.array_equal(expected, np.load(file + ".npy")));
        np.save(Path.Combine(folder, "whole.npy"), expected);
        CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(folder, "whole.npy")), File.ReadAllBytes(file + ".npy"), "byte for byte what np.save writes");

        IEnumerable<(NDArray, NDArray)> Batches() { for (int i = 0; i < 40; i += 15) yield return (x[i..Math.Min(40, i + 15)], y[i..Math.Min(40, i + 15)]); }
        Assert.AreEqual(new Shape(40, 4), keras.transfer.extract_features(inner, Batches(), file, labels: Path.Combine(folder, "labels")));
        Assert.IsTrue(np.array_equal(y, np.load(Path.Combine(folder, "labels.npy"))));
        Assert.AreEqual(new Shape(30, 4), keras.transfer.extract_features(inner, Batches(), file, steps: 2));
        CollectionAssert.AreEquivalent(new[] { "features.npy", "labels.npy", "whole.npy" }, Directory.GetFiles(folder).Select(Path.GetFileName).ToArray(), "nothing else is left");
    }

    [TestMethod]
    public void A_failure_leaves_the_older_file()
    {
        Model inner = Base();
        string folder = Directory.CreateTempSubdirectory().FullName, file = Path.Combine(folder, "f.npy");
        keras.transfer.extract_features(inner, x, file);
        byte[] before = File.ReadAllBytes(file);
        IEnumerable<NDArray> Broken()
        {
            yield return x;
            throw new InvalidOperationException("the disk is gone");
        }
        Assert.ThrowsExactly<InvalidOperationException>(() => keras.transfer.extract_features(inner, Broken(), file));
        Assert.Contains("not a single batch", Assert.ThrowsExactly<ValueError>(() => keras.transfer.extract_features(inner, Enumerable.Empty<NDArray>(), file)).Message);
        Assert.Contains("labels", Assert.ThrowsExactly<ValueError>(() => keras.transfer.extract_features(inner, new[] { x }, file, labels: Path.Combine(folder, "y"))).Message);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(file));
        Assert.HasCount(1, Directory.GetFiles(folder));
    }
}
