namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomShearTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomShear");
}
