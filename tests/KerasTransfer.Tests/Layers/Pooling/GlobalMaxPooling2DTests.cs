namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalMaxPooling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalMaxPooling2D", tolerance: 2e-5);
}
