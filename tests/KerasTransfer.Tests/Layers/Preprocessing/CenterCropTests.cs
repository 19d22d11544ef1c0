namespace KerasTransfer.Tests.Layers;

[TestClass]
public class CenterCropTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("CenterCrop");
}
