namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SeparableConv2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("SeparableConv2D", tolerance: 2e-5);
}
