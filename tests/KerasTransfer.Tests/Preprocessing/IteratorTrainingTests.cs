using System.Text.Json;
using KerasTransfer.Preprocessing;
using static KerasTransfer.Tests.Preprocessing.PreprocessingGolden;

namespace KerasTransfer.Tests.Preprocessing;

[TestClass, DoNotParallelize]                                                   // np.random is the program's
public class IteratorTrainingTests
{
    private static Sequential Classifier()
    {
        Sequential model = keras.Sequential([keras.Input((6, 5, 3)), keras.layers.Flatten(), keras.layers.Dense(1, kernel_initializer: "zeros", activation: "sigmoid")]);
        model.compile(optimizer: keras.optimizers.SGD(0.05), loss: "binary_crossentropy");
        return model;
    }

    [TestMethod]
    public void Trains_evaluates_and_predicts_as_Keras_does()
    {
        NDArray x = Values("flow x"), y = Values("flow y");
        foreach (JsonElement one in Cases.GetProperty("trainings").EnumerateArray())
        {
            keras.utils.set_random_seed(12);
            Sequential model = Classifier();
            ImageDataGenerator generator = new(rescale: 1.0 / 255, rotation_range: 25, zoom_range: 0.2, horizontal_flip: true);
            NumpyArrayIterator train = generator.flow(x, y, batch_size: 3, seed: Seed("train_seed")), validation = generator.flow(x[..4], y[..4], batch_size: 3, seed: Seed("val_seed"));
            Dictionary<int, double>? weights = one.GetProperty("weighted").GetBoolean() ? new() { [0] = 1, [1] = 3 } : null;
            History history = model.fit(train, epochs: 3, validation_data: validation, verbose: 0, class_weight: weights);
            foreach (string name in (string[])["loss", "val_loss"])
                Near(Numbers(one.GetProperty("history").GetProperty(name)), [.. history.history[name]], name);
            Near([one.GetProperty("evaluated").GetDouble()], [model.evaluate(validation, verbose: 0)], "evaluate");
            Near(Numbers(one.GetProperty("predicted")), model.predict(train, verbose: 0).ToArray<double>(), "predict");
            CollectionAssert.AreEqual(Numbers(one.GetProperty("seen")), (double[])[train.total_batches_seen, validation.total_batches_seen]);
            Assert.AreEqual(one.GetProperty("after").GetDouble(), np.random.random());

            long? Seed(string name) => one.GetProperty(name).ValueKind == JsonValueKind.Null ? null : one.GetProperty(name).GetInt64();
        }
        static double[] Numbers(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];
        static void Near(double[] expected, double[] actual, string what)
        {
            Assert.HasCount(expected.Length, actual, what);
            for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 2e-6, $"{what}[{i}]");
        }
    }

    [TestMethod]
    public void Steps_may_be_fewer_than_the_batches()
    {
        NDArray x = Values("flow x"), y = Values("flow y");
        NumpyArrayIterator train = new ImageDataGenerator(rescale: 1.0 / 255).flow(x, y, batch_size: 2, shuffle: false), validation = new ImageDataGenerator().flow(x, y, batch_size: 1);
        Sequential model = Classifier();
#pragma warning disable CS0618                                                   // Keras 2's words
        History history = model.fit_generator(train, steps_per_epoch: 3, epochs: 2, verbose: 0, validation_data: validation, validation_steps: 2, workers: 4, shuffle: false);
        Assert.HasCount(2, history.history["val_loss"]);
        Assert.AreEqual(2 + 6, train.total_batches_seen);                       // two to see what they look like; nothing is made that is not used
        Assert.AreEqual(2 + 2 * 2, validation.total_batches_seen);
        Assert.AreEqual(model.evaluate(x[..4] / 255.0, y[..4], verbose: 0), model.evaluate_generator(train, steps: 2), 1e-6);
        Assert.AreEqual((5, 1), model.predict_generator(new ImageDataGenerator().flow(x[..5], batch_size: 2, shuffle: false), steps: 3).shape);
#pragma warning restore CS0618
    }

    [TestMethod]
    public void An_error_while_pictures_are_made_ahead_reaches_the_caller()
    {
        NDArray x = Values("flow x"), y = Values("flow y");
        int calls = 0;
        NumpyArrayIterator train = new ImageDataGenerator(preprocessing_function: p => ++calls > 6 ? throw new InvalidOperationException("picture 6") : p).flow(x, y, batch_size: 2);
        Assert.AreEqual("picture 6", Assert.ThrowsExactly<InvalidOperationException>(() => Classifier().fit(train, verbose: 0)).Message);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => Classifier().fit(new ImageDataGenerator().flow(x[..0], y[..0]), verbose: 0)).Message, "no picture");
    }
}
