namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AveragePooling1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("AveragePooling1D", tolerance: 2e-5);
}
