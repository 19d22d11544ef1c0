namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomPerspectiveTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomPerspective");
}
