namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomHueTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomHue");
}
