namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ZeroPadding1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ZeroPadding1D");
}
