using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RescalingTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Rescaling");

    [TestMethod]
    public void Has_its_place_under_the_old_path_too()
    {
#pragma warning disable CS0618
        Assert.AreEqual(0.5, keras.layers.experimental.preprocessing.Rescaling(0.5).scale.item<double>());
#pragma warning restore CS0618
    }
}
