namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ZeroPadding2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ZeroPadding2D", tolerance: 2e-5);
}
