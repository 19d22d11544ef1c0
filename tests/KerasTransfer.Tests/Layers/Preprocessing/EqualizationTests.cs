namespace KerasTransfer.Tests.Layers;

[TestClass]
public class EqualizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Equalization");
}
