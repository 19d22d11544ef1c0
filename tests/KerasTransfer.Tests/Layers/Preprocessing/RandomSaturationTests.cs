namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomSaturationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomSaturation");
}
