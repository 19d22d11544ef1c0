namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomColorJitterTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomColorJitter");
}
