namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalAveragePooling3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalAveragePooling3D");
}
