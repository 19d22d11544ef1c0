namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomBrightnessTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomBrightness");
}
