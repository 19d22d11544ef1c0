namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ZeroPadding3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ZeroPadding3D");
}
