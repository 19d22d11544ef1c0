using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GaussianNoiseTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GaussianNoise");

    [TestMethod]
    public void Refuses_deviations_outside_0_to_1() =>
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.GaussianNoise(2)).Message, "Invalid value received for argument `stddev`. Expected a float value between 0 and 1. Received: stddev=2.0");

    [TestMethod]
    public void Draws_the_noise_of_Keras()
    {
        GaussianNoise g = keras.layers.GaussianNoise(0.2, seed: 5);
        NDArray zeros = np.zeros((1, 4)).astype("float32");
        LayerGolden.Same(np.array([[-.411075681f, .231637552f, .038321726f, -.0259557813f]]), g.Apply(zeros, training: true), "first call");
        LayerGolden.Same(np.array([[-.0597290955f, .187723383f, -.391097844f, .139312789f]]), g.Apply(zeros, training: true), "second call");
    }
}
