using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Scripts;

/// <summary>The scripts of the page that fixes the spelling, as they stand there, on data small enough to run.</summary>
[TestClass, DoNotParallelize]
public class ApiPageTests
{
    private static ((NDArray, NDArray), (NDArray, NDArray)) Digits(int count = 60)
    {
        NDArray images = NDArray.FromArray([.. Enumerable.Range(0, count * 28 * 28).Select(i => (byte)(i * 31 % 251))], (count, 28, 28));
        NDArray labels = NDArray.FromArray([.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))], count);
        return ((images, labels), (images[..20], labels[..20]));
    }

    [TestMethod]
    public void Pretrain_on_ten_digits_then_even_and_odd()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        var ((x_train_full, y_train_full), (x_test, y_test)) = Digits();

        var (x_valid, x_train) = (x_train_full[..20] / 255, x_train_full[20..] / 255);
        var (y_valid, y_train) = (y_train_full[..20], y_train_full[20..]);
        x_test = x_test / 255;

        tf.random.set_seed(42);
        np.random.seed(42);

        Layer[] LAYERS = [
            tf.keras.layers.Flatten(input_shape: [28, 28]),
            tf.keras.layers.Dense(30, kernel_initializer: "he_normal"),
            tf.keras.layers.LeakyReLU(),
            tf.keras.layers.Dense(10, kernel_initializer: "he_normal"),
            tf.keras.layers.LeakyReLU(),
            tf.keras.layers.Dense(10, activation: "softmax"),
        ];
        var model = tf.keras.models.Sequential(LAYERS);
        model.compile(loss: tf.losses.sparse_categorical_crossentropy, optimizer: tf.keras.optimizers.SGD(0.02), metrics: ["accuracy"]);
        var history = model.fit(x_train, y_train, epochs: 2, validation_data: (x_valid, y_valid), verbose: 0);
        CollectionAssert.AreEqual((string[])["accuracy", "loss", "val_accuracy", "val_loss"], history.history.Keys.ToArray());
        model.save(Path.Combine(folder, "pretrained_model_workout.h5"));

        var pretrained_model = keras.models.load_model(Path.Combine(folder, "pretrained_model_workout.h5"));
        pretrained_model.summary();
        foreach (var layer in pretrained_model.layers[..^1])
        {
            layer.trainable = false;
            print($"{layer.name} - {layer.trainable}");
        }

        NDArray even_odd(NDArray labels) => np.where(labels % 2 == 0, 1, 0);
        var (y_train_bin, y_test_bin, y_valid_bin) = (even_odd(y_train), even_odd(y_test), even_odd(y_valid));

        NDArray[] before = pretrained_model.layers[1].get_weights();
        var new_model = keras.models.Sequential(pretrained_model.layers[..^1]);
        new_model.add(keras.layers.Dense(2, activation: "softmax"));
        new_model.compile(loss: "sparse_categorical_crossentropy", optimizer: keras.optimizers.SGD(0.02), metrics: ["accuracy"]);
        var new_history = new_model.fit(x_train, y_train_bin, epochs: 2, validation_data: (x_valid, y_valid_bin), verbose: 0);
        var (loss, accuracy) = new_model.evaluate(x_test, y_test_bin, verbose: 0);
        Assert.IsTrue(double.IsFinite(loss) && accuracy is >= 0 and <= 1);
        print(np.argmax(new_model.predict(x_test[..3]), axis: -1));
        Assert.IsTrue(np.array_equal(before[0], new_model.layers[1].get_weights()[0]), "frozen");
        Assert.HasCount(2, new_history.epoch);
        new_model.summary();
    }

    [TestMethod]
    public void A_frozen_base_under_a_new_head()
    {
        int num_classes = 3;
        var inputs = keras.Input(shape: (null, null, 3));
        var base_model = keras.Model(inputs, keras.layers.Dense(4, activation: "relu").Apply(inputs));
        var x = base_model.output;
        x = keras.layers.Lambda(t => keras.ops.mean(t, axis: (1, 2))).Apply(x);
        x = keras.layers.Dense(16, activation: "relu").Apply(x);
        var predictions = keras.layers.Dense(num_classes, activation: "softmax").Apply(x);
        var model = keras.Model(inputs: base_model.input, outputs: predictions);
        foreach (var layer in base_model.layers) layer.trainable = false;
        model.compile(optimizer: "adam", loss: "categorical_crossentropy", metrics: ["accuracy"]);
        NDArray train_data = np.ones((12, 6, 6, 3)), train_labels = keras.utils.to_categorical(np.arange(12) % 3, 3);
        model.fit(train_data, train_labels, epochs: 2, batch_size: 4, validation_data: (train_data, train_labels), verbose: 0);
        Assert.HasCount(4, model.trainable_weights);
        model.summary();
    }

    [TestMethod]
    public void Several_outputs_by_name()
    {
        var input = keras.Input(4);
        var model = keras.Model(input, [keras.layers.Dense(3, activation: "softmax", name: "digit").Apply(input), keras.layers.Dense(1, activation: "sigmoid", name: "even").Apply(input)]);
        model.compile(optimizer: "adam",
            loss: new() { ["digit"] = "categorical_crossentropy", ["even"] = keras.losses.BinaryCrossentropy() },
            loss_weights: new() { ["digit"] = 1.0, ["even"] = 0.5 },
            metrics: new() { ["digit"] = ["accuracy"], ["even"] = ["accuracy", keras.metrics.AUC(name: "auc")] });
        NDArray x_train = np.ones((6, 4)), y_train = keras.utils.to_categorical(np.arange(6) % 3, 3), y_even = np.arange(6) % 2 == 0;
        var history = model.fit(x_train, new() { ["digit"] = y_train, ["even"] = y_even }, validation_data: (x_train, [y_train, y_even]), verbose: 0);
        CollectionAssert.AreEqual((string[])["digit_accuracy", "digit_loss", "even_accuracy", "even_auc", "even_loss", "loss", "val_digit_accuracy", "val_digit_loss", "val_even_accuracy", "val_even_auc",
            "val_even_loss", "val_loss"], history.history.Keys.ToArray());
        Assert.HasCount(2, model.predict_outputs(x_train, verbose: 0));
        StringAssert.Contains(Assert.Throws<ValueError>(() => model.predict(x_train, verbose: 0)).Message, "predict_outputs");

        var single = keras.Sequential([keras.Input(4), keras.layers.Dense(2, activation: "softmax")]);
        single.compile(loss: "sparse_categorical_crossentropy");
        single.fit(x_train, np.arange(6) % 2, class_weight: new() { [0] = 1.0, [1] = 2.0 }, verbose: 0);
    }

    private sealed class Scale(double factor, string? name = null) : Layer(name: name)
    {
        public override void build(Shape input_shape) => gain = add_weight("gain", shape: input_shape[^1], initializer: "ones");
        public override Tensor call(Tensor inputs, bool training) => inputs * gain * factor;
        public override Dictionary<string, object?> get_config() { var config = base.get_config(); config["factor"] = factor; return config; }
        private Variable gain = null!;
    }

    private sealed class Epochs : Callback
    {
        public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => print(epoch, logs["loss"]);
    }

    [TestMethod]
    public void Own_layers_losses_metrics_and_callbacks()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "own.h5");
        Tensor smooth(Tensor y_true, Tensor y_pred) => keras.ops.mean(keras.ops.log(keras.ops.cosh(y_pred - y_true)), axis: -1);
        LossFunction rmse = (y_true, y_pred) => keras.ops.sqrt(keras.ops.mean(keras.ops.square(y_pred - y_true)));
        var model = keras.Sequential([keras.Input(3), new Scale(2), new Dense(1)]);
        NDArray x = np.ones((8, 3)), y = np.zeros((8, 1));
        model.compile(optimizer: "adam", loss: smooth);
        model.fit(x, y, callbacks: [new Epochs()], verbose: 0);
        model.compile("adam", (y_true, y_pred) => keras.ops.mean(keras.ops.abs(y_true - y_pred), axis: -1), metrics: ["mae", rmse, (LossFunction)smooth]);
        CollectionAssert.AreEqual((string[])["lambda", "loss", "mae", "smooth"], model.fit(x, y, verbose: 0).history.Keys.ToArray());
        model.compile("adam", loss: smooth, metrics: [smooth]);
        model.compile("adam", "mse", metrics: [smooth]);
        model.compile("adam", loss: rmse, metrics: rmse);
        model.fit(x, y, verbose: 0);
        model.compile("adam", "mse");
        model.save(path);
        var again = keras.models.load_model(path, custom_objects: new() { ["Scale"] = config => new Scale(Convert.ToDouble(config["factor"])) });
        Assert.IsTrue(np.array_equal(model.predict(x, verbose: 0), again.predict(x, verbose: 0)));
    }
}
