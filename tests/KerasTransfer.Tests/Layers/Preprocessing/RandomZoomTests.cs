namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomZoomTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomZoom");
}
