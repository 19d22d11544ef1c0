using KerasTransfer.Callbacks;
using KerasTransfer.Optimizers;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class CallbackTests
{
    private static readonly List<object?> golden = CallbackGolden.Load("watching").Items();
    private static readonly HashSet<string> warnings = [];                      // each is written once per process

    public static IEnumerable<object[]> Cases => golden.Select((c, i) => new object[] { i, $"{c.Map()["class"]} {ConfigJson.Describe(c.Map()["arguments"])}" });

    /// <summary>One number as a layer.</summary>
    private sealed class Number : Layer
    {
        public Variable Weight = null!;
        public override void build(Shape input_shape) => Weight = add_weight("w", shape: 1, initializer: new Zero());
        public override Tensor call(Tensor inputs) => inputs * Weight;
    }

    private sealed class Zero : Initializer
    {
        public override NDArray Apply(Shape shape, DType? dtype = null) => NDArray.Zeros(shape, dtype ?? DType.float32);
    }

    internal static Model Compiled(Optimizer optimizer, out Variable weight)
    {
        Number layer = new();
        Sequential model = new();
        model.add(layer);
        model.Apply(np.zeros((1, 1), "float32"));
        model.compile(optimizer, loss: "mse");
        weight = layer.Weight;
        return model;
    }

    private static Callback Make(string kind, Dictionary<string, object?> a, string folder)
    {
        string Text(string key, string otherwise) => a.GetValueOrDefault(key) as string ?? otherwise;
        double Number(string key, double otherwise) => a.TryGetValue(key, out object? v) ? v.Number() : otherwise;
        bool Flag(string key) => a.GetValueOrDefault(key) is true;
        double? Maybe(string key) => a.TryGetValue(key, out object? v) ? v.Number() : null;
        return kind switch
        {
            "EarlyStopping" => keras.callbacks.EarlyStopping(Text("monitor", "val_loss"), Number("min_delta", 0), (int)Number("patience", 0), (int)Number("verbose", 0), Text("mode", "auto"), Maybe("baseline"),
                Flag("restore_best_weights"), (int)Number("start_from_epoch", 0)),
            "ReduceLROnPlateau" => keras.callbacks.ReduceLROnPlateau(Text("monitor", "val_loss"), Number("factor", 0.1), (int)Number("patience", 10), (int)Number("verbose", 0), Text("mode", "auto"),
                Number("min_delta", 1e-4), (int)Number("cooldown", 0), Number("min_lr", 0)),
            "ModelCheckpoint" => keras.callbacks.ModelCheckpoint(folder + Text("filepath", ""), Text("monitor", "val_loss"), (int)Number("verbose", 0), Flag("save_best_only"), Flag("save_weights_only"),
                Text("mode", "auto"), a.GetValueOrDefault("save_freq") switch { string s => (SaveFrequency?)s, long n => (SaveFrequency?)(int)n, _ => null }, Maybe("initial_value_threshold")),
            "TerminateOnNaN" => keras.callbacks.TerminateOnNaN(Flag("raise_error")),
            "LearningRateScheduler" => Flag("old") ? keras.callbacks.LearningRateScheduler(epoch => 0.1 / (epoch + 1), 1) : keras.callbacks.LearningRateScheduler((epoch, lr) => lr * 0.5, 1),
            _ => throw new InvalidOperationException(kind),
        };
    }

    [TestMethod, DynamicData(nameof(Cases))]
    public void Does_and_says_what_Keras_does(int number, string what)
    {
        Dictionary<string, object?> expected = golden[number].Map();
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) + Path.DirectorySeparatorChar;
        Model model = Compiled(new SGD(0.1), out Variable weight);
        int batches = (int)expected["batches"].Number();
        List<object?> epochs = expected["epochs"].Items(), logs = expected["logs"].Items();
        StringWriter said = new(), warned = new();
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        Exception? thrown = null;
        try
        {
            Console.SetOut(said);
            Console.SetError(warned);
            Callback callback = Make((string)expected["class"]!, expected["arguments"].Map(), folder);
            callback.Attach(model, new Dictionary<string, object?> { ["epochs"] = logs.Count, ["verbose"] = 1, ["steps"] = batches });
            callback.on_train_begin(new Dictionary<string, double>());
            for (int epoch = 0; epoch < logs.Count && !model.stop_training; epoch++)
            {
                weight.assign(np.array([(float)epoch]));
                callback.on_epoch_begin(epoch, new Dictionary<string, double>());
                double rate = model.optimizer.learning_rate;
                for (int b = 0; b < batches && !model.stop_training; b++)
                {
                    callback.on_train_batch_begin(b, new Dictionary<string, double>());
                    callback.on_train_batch_end(b, logs[epoch].Logs());
                }
                Dictionary<string, double> entries = logs[epoch].Logs();
                callback.on_epoch_end(epoch, entries);
                Dictionary<string, object?> e = epochs[epoch].Map();
                Assert.AreEqual(e["begin_rate"].Number(), rate, $"{what}: rate at the beginning of epoch {epoch}");
                Assert.AreEqual(e["rate"].Number(), (double)model.optimizer.learning_rate, $"{what}: rate at the end of epoch {epoch}");
                Assert.AreEqual((bool)e["stop"]!, model.stop_training, $"{what}: stop after epoch {epoch}");
                CollectionAssert.AreEqual(e["logs"].Logs(), entries, $"{what}: logs of epoch {epoch}");
            }
            Assert.AreEqual(epochs.Count, logs.TakeWhile((_, i) => i < epochs.Count).Count());
            callback.on_train_end(new Dictionary<string, double>());
            if (expected.GetValueOrDefault("state") is Dictionary<string, object?> state) CheckState(state, callback, what);
        }
        catch (Exception e) when (e is not UnitTestAssertException) { thrown = e; }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
        foreach (string line in warned.ToString().Split(Environment.NewLine)) warnings.Add(line.Replace("Warning: ", ""));

        if (expected["error"] is List<object?> failure)
        {
            Assert.IsNotNull(thrown, $"{what}: {failure[1]}");
            Assert.AreEqual(failure[0] switch { "ValueError" => typeof(ValueError), "KeyError" => typeof(KeyNotFoundException), _ => typeof(InvalidOperationException) }, thrown.GetType(), what);
            string text = (string)failure[1]!;
            if (failure[0] is "KeyError") text = text[1..^1].Replace("\\'", "'");
            Assert.AreEqual(text, thrown.Message.Replace(folder, ""), what);
        }
        else Assert.IsNull(thrown, $"{what}: {thrown}");
        Assert.AreEqual((string)expected["text"]!, said.ToString().Replace(folder, ""), what);
        foreach (object? warning in expected["warnings"].Items()) Assert.Contains((string)warning!, warnings, what);
        if (thrown is null) Assert.AreEqual(expected["weights"].Number(), weight.numpy().item<double>(), $"{what}: weight at the end");
        foreach (object? path in expected["saved"].Items()) Assert.IsTrue(File.Exists(folder + path), $"{what}: {path}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void CheckState(Dictionary<string, object?> state, Callback callback, string what)
    {
        if (callback is MonitorCallback m && state.TryGetValue("best", out object? best)) Assert.AreEqual(best is null ? null : best.Number(), m.best, what);
        if (callback is EarlyStopping e)
            Assert.AreEqual((state["wait"].Number(), state["stopped_epoch"].Number(), state["best_epoch"].Number()), (e.wait, e.stopped_epoch, e.best_epoch), what);
        if (callback is ReduceLROnPlateau r) Assert.AreEqual(state["wait"].Number(), r.wait, what);
    }

    [TestMethod]
    public void Scheduled_rate_is_not_set()
    {
        Model model = Compiled(new SGD(new KerasTransfer.Optimizers.Schedules.ExponentialDecay(0.1, 10, 0.5)), out _);
        LearningRateScheduler callback = new(_ => 0.1);
        callback.Attach(model, new Dictionary<string, object?>());
        Assert.Contains("not settable", Assert.Throws<InvalidOperationException>(() => callback.on_epoch_begin(0, new Dictionary<string, double>())).Message);
    }

    [TestMethod]
    public void List_calls_in_order_and_adds_history_and_bar()
    {
        List<string> calls = [];
        Callback first = new LambdaCallback(on_epoch_begin: (e, _) => calls.Add($"a begin {e}"), on_epoch_end: (e, l) => calls.Add($"a end {e} {l["loss"]}"), on_train_begin: _ => calls.Add("a train"),
            on_train_end: l => calls.Add($"a done {l.Count}"), on_train_batch_begin: (b, _) => calls.Add($"a batch {b}"), on_train_batch_end: (b, l) => calls.Add($"a batch {b} {l["loss"]}"));
        Recorder second = new(calls);
        Model model = Compiled(new SGD(), out _);
        CallbackList list = new([first, second], model, 0, 2, 1);
        list.on_train_begin();
        for (int e = 0; e < 2; e++)
        {
            list.on_epoch_begin(e);
            list.on_train_batch_begin(0);
            list.on_train_batch_end(0, new Dictionary<string, double> { ["loss"] = 5 });
            list.on_test_begin();
            list.on_test_batch_begin(0);
            list.on_test_batch_end(0, new Dictionary<string, double>());
            list.on_test_end(new Dictionary<string, double>());
            list.on_epoch_end(e, new Dictionary<string, double> { ["accuracy"] = 0.5, ["loss"] = 4 - e });
        }
        list.on_train_end(new Dictionary<string, double> { ["loss"] = 3 });
        Assert.AreEqual("a train|a begin 0|a batch 0|b 0|a batch 0 5|b done 0|a end 0 4|a begin 1|a batch 0|b 0|a batch 0 5|b done 0|a end 1 3|a done 1", string.Join('|', calls));
        Assert.AreSame(model, second.model);
        Assert.AreEqual(2, second.@params["epochs"]);
        CollectionAssert.AreEqual(new[] { "accuracy", "loss" }, list.History.history.Keys.ToArray());
        CollectionAssert.AreEqual(new[] { 4.0, 3.0 }, list.History.history["loss"].ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1 }, list.History.epoch.ToArray());
        Assert.AreEqual("The history has no 'acc'. It has: 'accuracy', 'loss'.", Assert.Throws<KeyNotFoundException>(() => list.History.history["acc"]).Message);
        History mine = new();
        Assert.AreSame(mine, new CallbackList([mine], model, 0, 1, null).History);
    }

    private sealed class Recorder(List<string> calls) : Callback
    {
        public override void on_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) => calls.Add($"b {batch}");
        public override void on_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => calls.Add($"b done {batch}");
    }

    [TestMethod]
    public void Averages_take_the_weights_place_in_tests()
    {
        SGD optimizer = new(1.0, use_ema: true, ema_momentum: 0.5);
        Model model = Compiled(optimizer, out Variable w);
        w.assign(np.array([4f]));
        optimizer.apply([np.array([1f])], [w]);                                 // 3, average 3
        optimizer.apply([np.array([1f])], [w]);                                 // 2, average 2.5
        SwapEMAWeights callback = new(swap_on_epoch: true);
        callback.Attach(model, new Dictionary<string, object?> { ["epochs"] = 1 });
        Dictionary<string, double> none = [];
        callback.on_test_begin(none);
        Assert.AreEqual(2.5, w.numpy().item<double>());
        callback.on_test_end(none);
        Assert.AreEqual(2, w.numpy().item<double>());
        callback.on_epoch_end(0, none);
        Assert.AreEqual(2.5, w.numpy().item<double>());
        optimizer.finalize_variable_values([w]);
        Assert.AreEqual(2.5, w.numpy().item<double>());
        Assert.AreEqual("SwapEMAWeights must be used when `use_ema=True` is set on the optimizer. Received: use_ema=False", Assert.Throws<ValueError>(() =>
        {
            SwapEMAWeights other = new();
            other.Attach(Compiled(new SGD(), out _), new Dictionary<string, object?>());
            other.on_test_begin(none);
        }).Message);
    }

    [TestMethod]
    public void Auto_mode_follows_the_metric()
    {
        NDArray x = np.ones((4, 2), "float32"), y = np.array([0f, 1f, 1f, 1f]).reshape(4, 1);
        foreach ((string monitor, bool isUp) in new[] { ("accuracy", true), ("val_accuracy", true), ("auc", true), ("mae", false), ("val_loss", false), ("val_mean_squared_error", false) })
        {
            Sequential model = new();
            model.add(keras.layers.Dense(1, activation: "sigmoid", input_shape: 2));
            model.compile("sgd", loss: "binary_crossentropy", metrics: ["accuracy", keras.metrics.AUC(name: "auc"), "mae", keras.metrics.MeanSquaredError()]);
            model.fit(x, y, verbose: 0, validation_data: (x, y));
            EarlyStopping callback = new(monitor, patience: 1);
            callback.Attach(model, new Dictionary<string, object?>());
            callback.on_train_begin(new Dictionary<string, double>());
            callback.on_epoch_end(0, new Dictionary<string, double> { [monitor] = 0.5 });
            callback.on_epoch_end(1, new Dictionary<string, double> { [monitor] = 0.6 });
            Assert.AreEqual(!isUp, model.stop_training, monitor);
        }
    }

    [TestMethod]
    public void Fit_stops_early_and_goes_back_to_the_best()
    {
        Sequential model = new();
        model.add(keras.layers.Dense(1, use_bias: false, kernel_initializer: "zeros", input_shape: 1));
        model.compile(keras.optimizers.SGD(0.9), loss: "mse");                   // w: 0, 1.8, 0.36, … about 1: the loss falls
        NDArray one = np.ones((1, 1), "float32");
        History history = model.fit(one, one, epochs: 9, verbose: 0, validation_data: (one, 2 * one), callbacks: [keras.callbacks.EarlyStopping(restore_best_weights: true)]);
        CollectionAssert.AreEqual(new[] { 0, 1 }, history.epoch.ToArray());
        Assert.AreEqual(1.8, model.get_weights()[0].item<double>(), 1e-6);
    }
}
