namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomFlipTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomFlip");
}
