namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalAveragePooling1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalAveragePooling1D", tolerance: 2e-5);
}
