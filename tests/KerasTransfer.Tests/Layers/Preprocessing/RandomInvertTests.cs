namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomInvertTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomInvert");
}
