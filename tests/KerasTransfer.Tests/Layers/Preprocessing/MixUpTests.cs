namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MixUpTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("MixUp");
}
