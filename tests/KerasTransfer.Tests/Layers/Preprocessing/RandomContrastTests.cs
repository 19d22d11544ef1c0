namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomContrastTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomContrast");
}
