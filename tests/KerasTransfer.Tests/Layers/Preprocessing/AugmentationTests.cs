using System.Text.Json;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

/// <summary>What the layers that change pictures at random have in common.</summary>
[TestClass, DoNotParallelize]                                                   // the global seed is the program's
public class AugmentationTests
{
    private static readonly JsonElement golden = LayerGolden.Load("augmentation_chain");
    private static readonly NDArray x = golden.GetProperty("x").Array();

    [TestMethod]
    public void A_chain_without_seeds_follows_the_global_one()
    {
        keras.utils.set_random_seed(8);
#pragma warning disable CS0618                                                   // Keras 2's words
        var layers = keras.layers.experimental.preprocessing;
#pragma warning restore CS0618
        Sequential model = keras.Sequential([keras.Input((5, 4, 2)), layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.1), layers.RandomContrast(0.1), layers.RandomCrop(4, 3),
            layers.Rescaling(1.0 / 255)]);
        NDArray[] expected = golden.GetProperty("outputs").Arrays();
        LayerGolden.Close(expected[0], model.Apply(x[..2], training: true), "training");
        LayerGolden.Close(expected[1], model.Apply(x[..1]), "called directly");
        Assert.AreEqual((3, 4, 3, 2), model.predict(x, verbose: 0).shape);
        Assert.AreEqual((null, 4, 3, 2), model.output_shape);
    }

    [TestMethod]
    public void Single_pictures()
    {
        RandomFlip flip = keras.layers.RandomFlip("horizontal", seed: 11);
        foreach (JsonElement flipped in golden.GetProperty("single").EnumerateArray())
        {
            NDArray y = flip.Apply(x[0]);
            Assert.AreEqual((5, 4, 2), y.shape);
            LayerGolden.Same(flipped.GetBoolean() ? np.flip(x[0], 1) : x[0], y, "flip");
        }
    }

    [TestMethod]
    public void Evaluation_and_prediction_leave_pictures_alone()
    {
        Sequential model = keras.Sequential([keras.Input((5, 4, 2)), keras.layers.RandomBrightness((0.5, 0.6)), keras.layers.Flatten(), keras.layers.Dense(1, kernel_initializer: "ones")]);
        model.compile(optimizer: keras.optimizers.SGD(0.0), loss: "mse");
        NDArray sums = np.sum(x, (1, 2, 3)).reshape(3, 1);
        Assert.AreEqual(0, model.evaluate(x, sums, verbose: 0), 1e-3);
        Assert.IsGreaterThan(1000, model.fit(x, sums, verbose: 0).history["loss"][0]);
    }

    [TestMethod]
    public void Labels_are_mixed_like_their_pictures()
    {
        foreach (BaseMixing layer in (BaseMixing[])[keras.layers.MixUp(0.8, seed: 5), keras.layers.CutMix(seed: 6)])
        {
            NDArray[] expected = golden.GetProperty(layer.GetType().Name).Arrays(), mixed = layer.ApplyOutputs([x, np.eye(3).astype("float32")], training: true);
            LayerGolden.Close(expected[0], mixed[0], $"{layer.GetType().Name}: images");
            LayerGolden.Close(expected[1], mixed[1], $"{layer.GetType().Name}: labels");
            LayerGolden.Same(x, layer.ApplyOutputs([x, np.eye(3).astype("float32")], training: false)[0], "inference");
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => layer.ApplyOutputs([x, np.arange(3)], training: true)).Message, "keras.utils.to_categorical");
        }
    }

    [TestMethod]
    public void Some_layers_draw_in_inference_too()
    {
        RandomGrayscale gray = keras.layers.RandomGrayscale(0.5, seed: 9);
        NDArray picture = golden.GetProperty("rgb").Array();
        bool[] training = [true, false, true, false, true, true];
        foreach (var (expected, i) in golden.GetProperty("between").Arrays().Select((e, i) => (e, i))) LayerGolden.Close(expected, gray.Apply(picture, training: training[i]), $"call {i}");
    }

    [TestMethod]
    public void Gamma_and_beta_numbers_are_those_of_Keras()
    {
        LayerGolden.Close(golden.GetProperty("gamma").Array(), keras.random.gamma((3, 4), (double[])[0.3, 1, 2.5, 40], seed: 5), "gamma", 1e-6);
        LayerGolden.Close(golden.GetProperty("beta").Array(), keras.random.beta((2, 3), 0.4, 2.0, seed: 6), "beta", 1e-6);
    }

    [TestMethod]
    public void Gradients_pass_through()
    {
        Sequential model = keras.Sequential([keras.Input((5, 4, 2)), keras.layers.Dense(2, kernel_initializer: "ones"), keras.layers.RandomRotation(0.1, seed: 1), keras.layers.RandomCrop(3, 2, seed: 2),
            keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(1)]);
        model.compile(optimizer: keras.optimizers.SGD(1e-4), loss: "mse");
        NDArray before = model.layers[0].get_weights()[0];
        model.fit(x, np.ones((3, 1)), verbose: 0);
        Assert.IsGreaterThan(0, np.max(np.abs(model.layers[0].get_weights()[0] - before)).item<double>());
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomRotation(1.5)).Message, "in the range [-1.0, 1.0]. Received: factor=1.5");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomZoom(-1.0)).Message, "in the range (-1.0, 1.0]. Received: input_number=-1.0");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomContrast(-0.1)).Message, "in the range [0.0, 1.0]");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomFlip("sideways")).Message, "\"horizontal_and_vertical\"");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomRotation(0.1, fill_mode: "edge")).Message, "Unknown `fill_mode` edge");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.layers.RandomFlip().Apply(np.zeros((2, 3)).astype("float32"))).Message, "rank 3 (single image) or 4 (batch of images)");
    }
}
