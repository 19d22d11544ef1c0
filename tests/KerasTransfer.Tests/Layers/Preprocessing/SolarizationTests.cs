namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SolarizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Solarization");
}
