namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomCropTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomCrop");
}
