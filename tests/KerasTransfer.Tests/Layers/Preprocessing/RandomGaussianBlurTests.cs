namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomGaussianBlurTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomGaussianBlur");
}
