namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv3DTransposeTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv3DTranspose", tolerance: 2e-5);
}
