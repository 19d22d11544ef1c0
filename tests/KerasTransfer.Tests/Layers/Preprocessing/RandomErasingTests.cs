namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomErasingTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomErasing");
}
