namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalMaxPooling3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalMaxPooling3D");
}
