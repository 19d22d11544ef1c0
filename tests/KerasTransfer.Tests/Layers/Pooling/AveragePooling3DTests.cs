namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AveragePooling3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("AveragePooling3D");
}
