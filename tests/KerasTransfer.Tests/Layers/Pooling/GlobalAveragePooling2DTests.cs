namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalAveragePooling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalAveragePooling2D", tolerance: 2e-5);
}
