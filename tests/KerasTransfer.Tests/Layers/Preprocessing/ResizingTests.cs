namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ResizingTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Resizing");
}
