namespace KerasTransfer.Tests.Layers;

[TestClass]
public class UpSampling3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("UpSampling3D");
}
