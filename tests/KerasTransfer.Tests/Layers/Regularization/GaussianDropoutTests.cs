using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GaussianDropoutTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GaussianDropout");

    [TestMethod]
    public void Rate_1_has_no_noise_to_draw() => StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.GaussianDropout(1).Apply(np.ones(3).astype("float32"), training: true)).Message, "infinite variance");
}
