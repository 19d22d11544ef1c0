namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomPosterizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomPosterization");
}
