namespace KerasTransfer.Tests.Layers;

[TestClass]
public class UpSampling1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("UpSampling1D");

    [TestMethod]
    public void Refuses_what_does_not_fit() =>
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.UpSampling1D(0)).Message, "Argument `size` should be a positive integer. Received: size=0");
}
