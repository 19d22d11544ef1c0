namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomRotationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomRotation");
}
