namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AveragePooling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("AveragePooling2D", tolerance: 2e-5);
}
