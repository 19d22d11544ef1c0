namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomGrayscaleTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomGrayscale");
}
