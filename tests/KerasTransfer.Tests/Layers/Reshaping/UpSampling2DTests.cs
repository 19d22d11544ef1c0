namespace KerasTransfer.Tests.Layers;

[TestClass]
public class UpSampling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("UpSampling2D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_other_interpolations() => Assert.Throws<NotSupportedException>(() => keras.layers.UpSampling2D(2, interpolation: "bilinear"));
}
