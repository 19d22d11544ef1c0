namespace KerasTransfer.Tests.Layers;

[TestClass]
public class DepthwiseConv1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("DepthwiseConv1D", tolerance: 2e-5);
}
