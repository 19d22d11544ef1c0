namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SeparableConv1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("SeparableConv1D", tolerance: 2e-5);
}
