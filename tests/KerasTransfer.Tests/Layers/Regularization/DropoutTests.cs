using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class DropoutTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Dropout");

    [TestMethod]
    public void Each_training_call_draws_the_next_mask_of_Keras()
    {
        Dropout d = keras.layers.Dropout(0.3, seed: 5);
        NDArray x = np.ones((2, 8)).astype("float32");
        string kept() => string.Concat(d.Apply(x, training: true).AsSpan<float>().ToArray().Select(v => v == 0 ? '0' : '1'));
        Assert.AreEqual("0111111111111011", kept());
        LayerGolden.Same(x, d.Apply(x, training: false), "inference");
        Assert.AreEqual("1101101001101101", kept());
    }

    [TestMethod]
    public void The_mask_does_not_depend_on_the_number_of_threads()
    {
        NDArray x = np.ones((3, 100_003)).astype("float32");
        NDArray all = keras.layers.Dropout(0.5, seed: 1).Apply(x, training: true);
        float[] expected = new float[300_009];
        KerasTransfer.RandomNumbers.StatelessRandom.DropoutMask(1, expected, 0.5);
        CollectionAssert.AreEqual(expected, all.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Refuses_rates_outside_0_to_1()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dropout(1.5)).Message, "Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate=1.5");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dropout(0.5, noise_shape: (null, 0))).Message, "Received negative or zero value at index 1: 0");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dropout(0.5, noise_shape: (null, 1)).Apply(np.ones((2, 3, 4)).astype("float32"), training: true)).Message, "as many axes as the input");
    }

    [TestMethod]
    public void Rate_0_draws_no_seed()
    {
        KerasTransfer.GlobalSeed.Set(42);
        keras.layers.Dropout(0.0);
        Assert.AreEqual(686579304L, ((KerasTransfer.Initializers.RandomInitializer)keras.layers.Dense(1).kernel_initializer).Pair.First);
        Assert.AreEqual(119540832L, keras.layers.Dropout(0.5).Seeds!.State.First);
    }
}
